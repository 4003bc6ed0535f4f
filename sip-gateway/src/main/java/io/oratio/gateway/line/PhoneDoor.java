package io.oratio.gateway.line;

import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Direction;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.route.Route;
import io.oratio.gateway.route.Router;
import io.oratio.gateway.sdp.LocalMedia;
import io.oratio.gateway.sip.Invite;
import io.oratio.gateway.sip.SipDialog;
import io.oratio.gateway.sip.SipDoor;
import io.oratio.media.path.RtpLeg;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.path.RtpTerms;
import io.oratio.media.wire.MediaPort;
import io.oratio.media.wire.NoPortFree;
import io.oratio.media.wire.Wire;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The phone's door: a known trunk's INVITE becomes a call, or is refused with the reason that
/// fits. Runs on the dialog's mailbox and may ask the stores.
public final class PhoneDoor implements SipDoor {
  private static final Logger log = LoggerFactory.getLogger(PhoneDoor.class);

  private final Calls calls;
  private final Router router;
  private final Wire wire;
  private final RtpLegSettings legSettings;
  private final Supplier<String> sessionIds;
  private final RandomGenerator random;

  public PhoneDoor(
      Calls calls,
      Router router,
      Wire wire,
      RtpLegSettings legSettings,
      Supplier<String> sessionIds,
      RandomGenerator random) {
    this.calls = calls;
    this.router = router;
    this.wire = wire;
    this.legSettings = legSettings;
    this.sessionIds = sessionIds;
    this.random = random;
  }

  @Override
  public void invited(SipDialog dialog) {
    Trunk trunk = dialog.invite().trunk();
    switch (calls.admit(trunk)) {
      case Calls.Admission.Full full -> refuse(dialog, full.why().reason());
      case Calls.Admission.Admitted admitted -> {
        Optional<Reason> obstacle = admitted(dialog, admitted.place());
        obstacle.ifPresent(
            why -> {
              admitted.place().giveBack();
              refuse(dialog, why);
            });
      }
    }
  }

  /// @return why it is not to be; empty when the call has begun
  private Optional<Reason> admitted(SipDialog dialog, Calls.Place place) {
    Invite invite = dialog.invite();
    Trunk trunk = invite.trunk();
    return switch (router.byNumber(trunk.tenantId(), trunk.trunkId(), invite.dialledUser())) {
      case Route.NoSuchNumber _ -> Optional.of(Reason.NO_SUCH_NUMBER);
      case Route.Paused _ -> Optional.of(Reason.AGENT_PAUSED);
      case Route.Unavailable _ -> Optional.of(Reason.STORE_UNAVAILABLE);
      case Route.Accept accept -> begin(dialog, place, accept);
    };
  }

  private Optional<Reason> begin(SipDialog dialog, Calls.Place place, Route.Accept accept) {
    MediaPort port;
    try {
      port = wire.lend();
    } catch (NoPortFree _) {
      return Optional.of(Reason.NO_PORT);
    }
    Invite invite = dialog.invite();
    MediaTalks talks =
        new MediaTalks(
            LocalMedia.at(
                InetAddress.ofLiteral(invite.localAddress()), port.rtpAddress().getPort()),
            invite.trunk().codecs(),
            invite.trunk().mediaFromAnywhere(),
            random.nextLong(1, 1L << 48));
    RtpTerms terms;
    if (invite.offer().isPresent()) {
      switch (talks.answer(invite.offer().get())) {
        case MediaTalks.Outcome.Agreed agreed -> terms = agreed.terms();
        case MediaTalks.Outcome.Refused refused -> {
          log.info("an offer of trunk {} is refused: {}", invite.trunk().trunkId(), refused.why());
          port.close();
          return Optional.of(Reason.NO_COMMON_CODEC);
        }
      }
    } else {
      talks.offer();
      terms = MediaTalks.nothingYet();
    }
    RtpLeg leg = new RtpLeg(port, legSettings, terms);
    calls.begin(place, facts(invite, accept), new SipLine(dialog, talks, leg), _ -> {});
    return Optional.empty();
  }

  private static void refuse(SipDialog dialog, Reason reason) {
    Termination why = new Termination(reason);
    log.info("a call of trunk {} is refused: {}", dialog.invite().trunk().trunkId(), why);
    dialog.reject(why.refusalStatus(), why.ending().reason(), why.retryAfterSeconds());
  }

  private CallFacts facts(Invite invite, Route.Accept accept) {
    return new CallFacts(
        sessionIds.get(),
        accept.agent(),
        accept.version(),
        Channel.SIP,
        Direction.INBOUND,
        invite.trunk().trunkId(),
        invite.dialledUser(),
        invite.callerUser(),
        new CustomerMetadata(
            invite.userAgent(),
            Optional.of(invite.source().getHostAddress()),
            Optional.of(invite.callId()),
            Optional.of(invite.callerUser()).filter(it -> !it.isBlank())),
        invite.headers());
  }
}
