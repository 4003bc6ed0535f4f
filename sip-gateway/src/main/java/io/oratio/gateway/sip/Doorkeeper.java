package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.trunk.DigestFields;
import io.oratio.gateway.trunk.DigestVerdict;
import io.oratio.gateway.trunk.DigestVerifier;
import io.oratio.gateway.trunk.SourceTable;
import io.oratio.gateway.trunk.SourceVerdict;
import io.oratio.gateway.trunk.TrunkDirectory;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.sip.SipStack;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// Decides about every request before the stack keeps anything for it. A request that passes
/// carries its trunk as application data; a challenge is answered here and leaves no state (RFC
/// 3261 §22.1, §26.3.2.4). Runs on the stack's reading threads and does not block, save for a call
/// on a machine that tenants share ([SourceVerdict.Shared]).
final class Doorkeeper implements SIPMessageValve {
  private final TrunkDirectory trunks;
  private final DigestVerifier verifier;
  private final SourceTable sources;
  private final SourceGate gate;
  private final DialogTable dialogs;
  private final StatelessReplies replies;
  private final SipCounters counters;

  Doorkeeper(
      TrunkDirectory trunks,
      DigestVerifier verifier,
      SourceTable sources,
      SourceGate gate,
      DialogTable dialogs,
      StatelessReplies replies,
      SipCounters counters) {
    this.trunks = trunks;
    this.verifier = verifier;
    this.sources = sources;
    this.gate = gate;
    this.dialogs = dialogs;
    this.replies = replies;
    this.counters = counters;
  }

  @Override
  public boolean processRequest(SIPRequest request, MessageChannel channel) {
    InetAddress source = request.getPeerPacketSourceAddress();
    stamp(request, source, request.getPeerPacketSourcePort());
    if (request.getMethod().equals(Request.ACK)) {
      return true;
    }
    if (request.getToTag() != null || request.getMethod().equals(Request.CANCEL)) {
      return belongs(request, source);
    }
    if (dialogs.isKnownTransaction(request)) {
      return true;
    }
    return switch (trunks.identify(source, userOf(request))) {
      case SourceVerdict.Known(Trunk trunk) -> admit(request, trunk);
      case SourceVerdict.Shared shared ->
          admit(
              request,
              request.getMethod().equals(Request.INVITE)
                  ? trunks.answering(shared, InviteReading.dialledUser(request))
                  : shared.trunks().getFirst());
      case SourceVerdict.Challenge(List<Trunk> candidates) ->
          prove(request, channel, source, candidates);
      case SourceVerdict.Contested() -> {
        counters.count(SipCounter.CONTESTED_SOURCE);
        yield false;
      }
      case SourceVerdict.Unknown() -> {
        counters.count(SipCounter.UNKNOWN_SOURCE);
        yield false;
      }
    };
  }

  @Override
  public boolean processResponse(Response response, MessageChannel channel) {
    return true;
  }

  @Override
  public void init(SipStack stack) {}

  @Override
  public void destroy() {}

  /// Answers go where the request came from: `received` always; the port when it is asked for (RFC
  /// 3581 §4) or when the sender's own address is not the one it is seen at, which means NAT. A
  /// `maddr` would send the answer to anyone.
  private static void stamp(SIPRequest request, InetAddress source, int port) {
    Via via = request.getTopmostVia();
    String seen = source.getHostAddress();
    try {
      via.removeParameter("maddr");
      if (via.hasParameter("rport") || !via.getHost().equals(seen)) {
        via.setParameter("received", seen);
        via.setParameter("rport", Integer.toString(port));
      }
    } catch (ParseException e) {
      throw new IllegalStateException("an address and a number are well formed", e);
    }
  }

  private static boolean admit(SIPRequest request, Trunk trunk) {
    request.setApplicationData(trunk);
    return true;
  }

  /// A request within a dialog is heard from the dialog's peer, or from another address of its
  /// trunk. One that belongs to nothing gets its 481 only when the address is on a list.
  private boolean belongs(SIPRequest request, InetAddress source) {
    Optional<EdgeDialog> dialog =
        request.getMethod().equals(Request.CANCEL)
            ? dialogs.cancelled(request)
            : dialogs.find(request);
    if (dialog.isEmpty()) {
      return gate.deservesRefusal(source);
    }
    boolean isPeer = dialog.get().isHeardFrom(source);
    if (!isPeer) {
      counters.count(SipCounter.FOREIGN_IN_DIALOG);
    }
    return isPeer;
  }

  private boolean prove(
      SIPRequest request, MessageChannel channel, InetAddress source, List<Trunk> candidates) {
    Optional<DigestFields> given = credentialsOf(request);
    if (given.isEmpty()) {
      challenge(request, channel, source, false);
      return false;
    }
    DigestVerdict verdict =
        verifier.verify(
            given.get(),
            request.getMethod(),
            request.getTopmostVia().getBranch() + request.getCallId() + request.getCSeq(),
            source,
            candidates);
    return switch (verdict) {
      case DigestVerdict.Verified(Trunk trunk) -> {
        sources.succeeded(source);
        yield admit(request, trunk);
      }
      case DigestVerdict.Stale() -> {
        challenge(request, channel, source, true);
        yield false;
      }
      case DigestVerdict.Replayed() -> {
        counters.count(SipCounter.AUTH_REPLAYED);
        challenge(request, channel, source, true);
        yield false;
      }
      case DigestVerdict.Wrong() -> {
        counters.count(SipCounter.AUTH_FAILED);
        sources.failed(source);
        challenge(request, channel, source, false);
        yield false;
      }
    };
  }

  private void challenge(
      SIPRequest request, MessageChannel channel, InetAddress source, boolean stale) {
    if (sources.isBanned(source) || !sources.mayChallenge(source)) {
      counters.count(SipCounter.BANNED);
      return;
    }
    counters.count(SipCounter.CHALLENGED);
    SIPResponse response = replies.to(request, Response.UNAUTHORIZED, "Unauthorized");
    verifier
        .challenges(source, trunks.realms(source), stale)
        .forEach(value -> replies.add(response, "WWW-Authenticate", value));
    replies.send(response, request, channel);
  }

  private static Optional<String> userOf(SIPRequest request) {
    return credentialsOf(request).flatMap(fields -> fields.of("username"));
  }

  private static Optional<DigestFields> credentialsOf(SIPRequest request) {
    var header = request.getHeader("Authorization");
    if (header == null) {
      return Optional.empty();
    }
    String line = header.toString().strip();
    return DigestFields.parse(line.substring(line.indexOf(':') + 1));
  }
}
