package io.oratio.control.tenant;

import io.oratio.domain.tenant.TenantId;
import java.util.function.ToLongFunction;

/// How much of something a tenant may have, and how much it has. Every bean of this type is shown.
///
/// @param name as the contract has it: `agents`, `documents`, `storageBytes`, `trunks`, `numbers`,
///   `concurrentCalls`, `callsPerDay`, `runsPerDay`, `apiKeys` or `members`
/// @param used may block
public record Quota(String name, ToLongFunction<TenantId> limit, ToLongFunction<TenantId> used) {}
