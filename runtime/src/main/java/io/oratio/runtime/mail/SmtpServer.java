package io.oratio.runtime.mail;

import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.util.Optional;

/// The operator's mail server.
///
/// @param from the address that letters come from
/// @param user to log in with; blank logs in as nobody
/// @param within the longest wait for the connection and for each answer
public record SmtpServer(
    String host,
    int port,
    Security security,
    String user,
    Optional<Secret> password,
    String from,
    Duration within) {
  public SmtpServer {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a mail server has a host and a port");
    }
    if (!Address.isOne(from)) {
      throw new IllegalArgumentException("mail comes from one plain address");
    }
    if (!within.isPositive()) {
      throw new IllegalArgumentException("the wait for a mail server is positive");
    }
  }

  /// How the connection is protected.
  public enum Security {
    /// Not at all; for a server on the same machine.
    NONE,
    /// By STARTTLS, and refused without it (RFC 3207).
    STARTTLS,
    /// From the first byte (RFC 8314 §3.3).
    TLS
  }
}
