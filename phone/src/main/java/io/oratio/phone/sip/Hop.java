package io.oratio.phone.sip;

import java.net.InetSocketAddress;

/// Where a message goes to or came from.
///
/// @param transport what carries it
/// @param address resolved
public record Hop(Transport transport, InetSocketAddress address) {}
