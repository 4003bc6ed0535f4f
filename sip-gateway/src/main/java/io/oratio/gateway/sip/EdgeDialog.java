package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import javax.sip.ServerTransaction;

/// A dialog as the edge sees it: where messages of the wire go. All methods return at once.
sealed interface EdgeDialog extends Dialog permits InboundDialog, OutboundDialog {
  /// Whether a request within the dialog may come from there.
  boolean isHeardFrom(InetAddress source);

  /// An ACK of a 2xx of ours.
  void acknowledged(SIPRequest ack);

  /// A CANCEL of an INVITE or re-INVITE of theirs (RFC 3261 §9.2): 200 for itself in any case.
  void cancelled(SIPRequest cancel, ServerTransaction transaction);

  /// Any other request with our tags.
  void requested(SIPRequest request, ServerTransaction transaction);

  /// A 2xx to an INVITE of ours that no transaction waits for: repeated since our ACK was lost, or
  /// of another branch of a fork.
  void succeeded(SIPResponse response);
}
