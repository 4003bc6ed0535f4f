package io.oratio.runtime.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Turns a name into addresses. It is asked once per hop; what it says later does not count.
@FunctionalInterface
public interface Resolver {
  /// @param host a name in ASCII, never a literal address
  /// @return all its addresses, in the order in which they are to be tried
  /// @throws UnknownHostException when the name has none
  List<InetAddress> resolve(String host) throws UnknownHostException, InterruptedException;
}
