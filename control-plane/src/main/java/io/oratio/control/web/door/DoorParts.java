package io.oratio.control.web.door;

import io.oratio.control.web.Authentication;
import io.oratio.control.web.RateLimits;
import io.oratio.control.web.contract.Contract;
import java.util.List;

/// What the door is made of.
public record DoorParts(
    Contract contract,
    OperationTable operations,
    List<Authentication> authentications,
    RateLimits rateLimits,
    OpenStreams streams,
    DoorSettings settings,
    ContractDoor.Tools tools) {}
