package io.oratio.gateway.line;

import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.CallNews;
import io.oratio.gateway.call.CallState;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Direction;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.route.Route;
import io.oratio.gateway.route.Router;
import io.oratio.gateway.sdp.LocalMedia;
import io.oratio.gateway.sip.Dialog;
import io.oratio.gateway.sip.OutboundInvite;
import io.oratio.gateway.sip.SipEdge;
import io.oratio.gateway.sip.TrunkAddress;
import io.oratio.gateway.trunk.TrunkDirectory;
import io.oratio.media.codec.Codecs;
import io.oratio.media.path.RtpLeg;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.wire.MediaPort;
import io.oratio.media.wire.NoPortFree;
import io.oratio.media.wire.Wire;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The phone's way out: an order becomes a call, or is refused with the reason that fits. Any
/// thread that may wait for the stores and for a name to be looked up.
public final class Dialler {
  private static final Logger log = LoggerFactory.getLogger(Dialler.class);

  private final Calls calls;
  private final Router router;
  private final TrunkDirectory trunks;
  private final WayOut wayOut;
  private final Wire wire;
  private final RtpLegSettings legSettings;
  private final RandomGenerator random;

  /// Where INVITEs go: the SIP edge.
  interface WayOut {
    TrunkAddress locate(Trunk trunk) throws UnknownHostException;

    Dialog dial(OutboundInvite invite);

    /// The real one.
    static WayOut through(SipEdge edge) {
      return new WayOut() {
        @Override
        public TrunkAddress locate(Trunk trunk) throws UnknownHostException {
          return edge.locate(trunk);
        }

        @Override
        public Dialog dial(OutboundInvite invite) {
          return edge.dial(invite);
        }
      };
    }
  }

  public Dialler(
      Calls calls,
      Router router,
      TrunkDirectory trunks,
      SipEdge edge,
      Wire wire,
      RtpLegSettings legSettings,
      RandomGenerator random) {
    this(calls, router, trunks, WayOut.through(edge), wire, legSettings, random);
  }

  Dialler(
      Calls calls,
      Router router,
      TrunkDirectory trunks,
      WayOut wayOut,
      Wire wire,
      RtpLegSettings legSettings,
      RandomGenerator random) {
    this.calls = calls;
    this.router = router;
    this.trunks = trunks;
    this.wayOut = wayOut;
    this.wire = wire;
    this.legSettings = legSettings;
    this.random = random;
  }

  /// Makes the call.
  ///
  /// @return empty when it has begun, and the progress tells the rest; otherwise why it is not to
  ///   be: then there is no session, and the progress hears nothing
  public Optional<Termination> dial(DialOrder order, DialProgress progress) {
    Optional<Reason> obstacle = tryToDial(order, progress);
    obstacle.ifPresent(why -> log.info("call {} is not made: {}", order.callId(), why));
    return obstacle.map(Termination::new);
  }

  private Optional<Reason> tryToDial(DialOrder order, DialProgress progress) {
    Optional<Trunk> known;
    try {
      known = trunkOf(order);
    } catch (RuntimeException e) { // whatever the store's trouble is, it refuses this call only
      log.error("the stores could not be asked for a trunk: see to the database", e);
      return Optional.of(Reason.STORE_UNAVAILABLE);
    }
    if (known.isEmpty()) {
      return Optional.of(Reason.NO_SUCH_TRUNK);
    }
    Trunk trunk = known.get();
    if (!OutboundInvite.canDial(trunk)) {
      return Optional.of(Reason.TRUNK_CANNOT_DIAL);
    }
    return switch (calls.admit(trunk)) {
      case Calls.Admission.Full full -> Optional.of(full.why().reason());
      case Calls.Admission.Admitted admitted -> {
        Optional<Reason> obstacle = admitted(order, progress, trunk, admitted.place());
        obstacle.ifPresent(_ -> admitted.place().giveBack());
        yield obstacle;
      }
    };
  }

  /// One that was saved a moment ago may not be in the directory yet.
  private Optional<Trunk> trunkOf(DialOrder order) {
    return trunks
        .find(order.tenantId(), order.trunkId())
        .or(
            () -> {
              trunks.refresh();
              return trunks.find(order.tenantId(), order.trunkId());
            });
  }

  private Optional<Reason> admitted(
      DialOrder order, DialProgress progress, Trunk trunk, Calls.Place place) {
    return switch (router.byAgent(order.tenantId(), order.agentId(), order.version())) {
      case Route.NoSuchNumber _ -> Optional.of(Reason.NO_SUCH_AGENT);
      case Route.Paused _ -> Optional.of(Reason.AGENT_PAUSED);
      case Route.Unavailable _ -> Optional.of(Reason.STORE_UNAVAILABLE);
      case Route.Accept accept -> begin(order, progress, trunk, place, accept);
    };
  }

  private Optional<Reason> begin(
      DialOrder order, DialProgress progress, Trunk trunk, Calls.Place place, Route.Accept accept) {
    if (trunk.codecs().stream().noneMatch(it -> Codecs.named(it).isPresent())) {
      return Optional.of(Reason.NO_COMMON_CODEC);
    }
    TrunkAddress at;
    try {
      at = wayOut.locate(trunk);
    } catch (UnknownHostException _) {
      log.warn("the host of trunk {} is not known: see to its name", trunk.trunkId());
      return Optional.of(Reason.CALLEE_UNREACHABLE);
    }
    MediaPort port;
    try {
      port = wire.lend();
    } catch (NoPortFree _) {
      return Optional.of(Reason.NO_PORT);
    }
    MediaTalks talks =
        new MediaTalks(
            LocalMedia.at(InetAddress.ofLiteral(at.localAddress()), port.rtpAddress().getPort()),
            trunk.codecs(),
            trunk.mediaFromAnywhere(),
            random.nextLong(1, 1L << 48));
    RtpLeg leg = new RtpLeg(port, legSettings, MediaTalks.nothingYet());
    OutboundInvite invite = invite(order, trunk, at, talks.offer());
    calls.begin(
        place,
        facts(order, trunk, invite, accept),
        new DialledLine(order.sessionId(), () -> wayOut.dial(invite), talks, leg),
        new Telling(progress));
    return Optional.empty();
  }

  private OutboundInvite invite(DialOrder order, Trunk trunk, TrunkAddress at, String offer) {
    byte[] fresh = new byte[8];
    random.nextBytes(fresh);
    return new OutboundInvite(
        trunk,
        at,
        order.callId() + "-" + HexFormat.of().formatHex(fresh),
        order.to(),
        order.from(),
        offer,
        order.ringFor(),
        OutboundInvite.USUAL_SESSION_EXPIRES,
        order.headers());
  }

  /// In the session record it is the number called that tells a call of ours: it is both what was
  /// dialled and the customer's.
  private static CallFacts facts(
      DialOrder order, Trunk trunk, OutboundInvite invite, Route.Accept accept) {
    return new CallFacts(
        order.sessionId(),
        accept.agent(),
        accept.version(),
        Channel.SIP,
        Direction.OUTBOUND,
        trunk.trunkId(),
        order.to(),
        order.from(),
        new CustomerMetadata(
            Optional.empty(),
            Optional.of(invite.at().address().getHostAddress()),
            Optional.of(invite.callId()),
            Optional.of(order.to())),
        order.metadata());
  }

  /// The news of a call as its progress.
  private record Telling(DialProgress progress) implements Consumer<CallNews> {
    @Override
    public void accept(CallNews news) {
      switch (news) {
        case CallNews.Moved(CallState _, CallState to) when to == CallState.ALERTING ->
            progress.ringing();
        case CallNews.Moved(CallState _, CallState to) when to == CallState.ANSWERED ->
            progress.answered();
        case CallNews.Over over -> progress.ended(over.why());
        case CallNews.Began _,
            CallNews.Moved _,
            CallNews.Said _,
            CallNews.Words _,
            CallNews.Interrupted _,
            CallNews.ToolUsed _ -> {}
      }
    }
  }
}
