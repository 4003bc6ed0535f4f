package io.oratio.gateway.sip;

import io.oratio.domain.trunk.Trunk;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Begins calls of ours. Any thread.
final class Dialling {
  private final EdgeParts parts;
  private final SourceGate gate;
  private final LocalAddresses addresses;
  private final int localPort;

  Dialling(EdgeParts parts, SourceGate gate, LocalAddresses addresses, int localPort) {
    this.parts = parts;
    this.gate = gate;
    this.addresses = addresses;
    this.localPort = localPort;
  }

  TrunkAddress locate(Trunk trunk) throws UnknownHostException {
    String host =
        trunk
            .host()
            .orElseThrow(() -> new IllegalArgumentException("a trunk is called at its host"));
    InetAddress address = InetAddress.getByName(host);
    return new TrunkAddress(address, addresses.towards(address));
  }

  Dialog dial(OutboundInvite invite) {
    InetAddress there = invite.at().address();
    // Its answers must be heard even when its address stands on no list.
    gate.expect(there);
    OutboundDialog dialog = new OutboundDialog(parts, invite, localPort, () -> gate.forget(there));
    parts.dialogs().add(dialog);
    parts.counters().count(SipCounter.DIALLED);
    dialog.start();
    return dialog;
  }
}
