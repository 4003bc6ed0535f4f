package io.oratio.phone.sip;

import java.net.InetSocketAddress;

/// A wire in front of another that loses what it is told to lose.
final class LosingWire implements SipWire {
  private final SipWire wire;
  private final SipAgent.Loss loss;

  LosingWire(SipWire wire, SipAgent.Loss loss) {
    this.wire = wire;
    this.loss = loss;
  }

  @Override
  public InetSocketAddress localAddress() {
    return wire.localAddress();
  }

  @Override
  public void send(InetSocketAddress to, SipMessage message) {
    if (!loss.loses(message)) {
      wire.send(to, message);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
