package io.oratio.gateway.sip;

import java.net.InetAddress;

/// Where a trunk is reached now.
///
/// @param address its host, looked up
/// @param localAddress the literal address it reaches us at: it belongs into the session
///   description
public record TrunkAddress(InetAddress address, String localAddress) {}
