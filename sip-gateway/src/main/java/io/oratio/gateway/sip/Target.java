package io.oratio.gateway.sip;

import java.util.Locale;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/// Where a request of ours goes. A name is looked up when it is sent, on the dialog's thread.
record Target(String host, int port, String transport) implements Hop {
  private static final int DEFAULT_PORT = 5060;

  /// @param transport when the URI names none (RFC 3263 §4.1 by way of what was used before)
  static Target of(URI uri, String transport) {
    if (!(uri instanceof SipURI sip)) {
      return new Target("invalid.invalid", DEFAULT_PORT, transport);
    }
    String named = sip.getTransportParam();
    String used = named == null ? transport : named.toUpperCase(Locale.ROOT);
    String spoken = used.equals("TCP") || used.equals("UDP") ? used : transport;
    String host = sip.getMAddrParam() == null ? sip.getHost() : sip.getMAddrParam();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Target(bare, sip.getPort() > 0 ? sip.getPort() : DEFAULT_PORT, spoken);
  }

  @Override
  public String getHost() {
    return host;
  }

  @Override
  public int getPort() {
    return port;
  }

  @Override
  public String getTransport() {
    return transport;
  }
}
