package io.oratio.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.session.LineQuality;
import io.oratio.domain.session.Session;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.CallState;
import io.oratio.gateway.call.LiveCall;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.sip.Dialog;
import io.oratio.gateway.sip.OutboundInvite;
import io.oratio.gateway.sip.Refusal;
import io.oratio.gateway.sip.SipEvent;
import io.oratio.gateway.sip.TrunkAddress;
import io.oratio.media.path.RtpLegSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(90)
class DiallerTest {
  private static final String ANSWER =
      """
      v=0
      o=peer 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 40000 RTP/AVP 8 101
      a=rtpmap:101 telephone-event/8000
      """
          .replace("\n", "\r\n");

  @TempDir Path spool;

  private final BlockingQueue<String> progress = new LinkedBlockingQueue<>();
  private final BlockingQueue<OutboundInvite> invites = new LinkedBlockingQueue<>();
  private volatile PuppetDialog dialog = puppet();
  private Gateway gateway;
  private Dialler dialler;
  private int number;

  @BeforeEach
  void open() throws Exception {
    gateway = new Gateway(Files.createDirectory(spool.resolve("ours")));
    dialler =
        new Dialler(
            gateway.calls,
            gateway.router,
            gateway.directory,
            new Nowhere(),
            gateway.wire,
            RtpLegSettings.usual(),
            new Random(7));
    save("out", Optional.of("sip.carrier.test"), 5060, Trunk.Transport.UDP);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static PuppetDialog puppet() {
    return new PuppetDialog(
        Gateway.trunk("t", Optional.empty(), 5060, Trunk.Transport.UDP), "", Optional.empty());
  }

  private final class Nowhere implements Dialler.WayOut {
    @Override
    public TrunkAddress locate(Trunk trunk) throws UnknownHostException {
      if (trunk.host().orElseThrow().equals("nobody.test")) {
        throw new UnknownHostException("nobody.test");
      }
      return new TrunkAddress(InetAddress.getByName("127.0.0.1"), "127.0.0.1");
    }

    @Override
    public Dialog dial(OutboundInvite invite) {
      PuppetDialog fresh = puppet();
      dialog = fresh;
      invites.add(invite);
      return fresh;
    }
  }

  @Test
  void offersRingsAnswersAndEnds() throws Exception {
    assertThat(dial("out")).isEmpty();
    OutboundInvite invite = invite();
    assertThat(invite.offer()).contains("m=audio", "PCMU", "PCMA").doesNotContain("G729");
    assertThat(invite.to()).isEqualTo("+15550123");
    assertThat(invite.from()).isEqualTo("+15550100");
    assertThat(invite.callId()).startsWith("call_1-");
    assertThat(invite.headers()).containsExactly(Map.entry("X-Order", "17"));
    CallFacts facts = gateway.calls.live().iterator().next();
    assertThat(facts.person()).isEqualTo("+15550123");
    assertThat(facts.headers()).containsExactly(Map.entry("customer", "Ada"));
    dialog.tell(new SipEvent.Ringing(180, Optional.empty()));
    dialog.tell(new SipEvent.Ringing(183, Optional.of(ANSWER)));
    assertThat(told()).isEqualTo("ringing");
    dialog.tell(new SipEvent.Answered(Optional.of(ANSWER)));
    assertThat(told()).isEqualTo("answered");
    LiveCall call = gateway.calls.find(Gateway.TENANT, "out_1").orElseThrow();
    await(() -> call.state() == CallState.TALKING);
    dialog.tell(new SipEvent.Digit('5', 100));
    dialog.tell(
        new SipEvent.Reoffered(Optional.of(ANSWER.replace("t=0 0", "t=0 0\r\na=sendonly"))));
    assertThat(dialog.next()).startsWith("reanswer").contains("a=recvonly");
    await(() -> call.state() == CallState.HELD);
    dialog.tell(new SipEvent.Reoffered(Optional.empty()));
    assertThat(dialog.next()).startsWith("reanswer").contains("PCMU");
    dialog.tell(new SipEvent.Acknowledged(Optional.of(ANSWER)));
    await(() -> call.state() == CallState.TALKING);
    dialog.tell(new SipEvent.HungUp(Optional.empty()));
    assertThat(told()).isEqualTo("ended completed/callee_hung_up");
    Session over = gateway.ended();
    assertThat(over.dialled()).isEqualTo("+15550123");
    assertThat(over.customerMetadata().phoneNumber()).contains("+15550123");
    assertThat(over.customerMetadata().callId()).contains(invite.callId());
    gateway.awaitNothingLeft();
  }

  @Test
  void tellsEachRefusalByItsReason() throws Exception {
    Map<Refusal, String> reasons =
        Map.of(
            new Refusal.Busy(486), "completed/callee_busy",
            new Refusal.NoAnswer(0), "completed/no_answer",
            new Refusal.Declined(603), "completed/callee_declined",
            new Refusal.Unreachable("test"), "upstream_error/callee_unreachable",
            new Refusal.Failed(404, "Not Found"), "upstream_error/call_refused");
    for (Map.Entry<Refusal, String> each : reasons.entrySet()) {
      assertThat(dial("out")).isEmpty();
      invite();
      dialog.tell(new SipEvent.Refused(each.getKey()));
      assertThat(told()).isEqualTo("ended " + each.getValue());
      assertThat(gateway.ended().lineQuality()).isEmpty();
    }
    gateway.awaitNothingLeft();
  }

  @Test
  void takesAnEarlyDescriptionForTheFinalOneAndHangsUpWithoutAny() throws Exception {
    dial("out");
    invite();
    dialog.tell(new SipEvent.Ringing(183, Optional.of("nonsense")));
    dialog.tell(new SipEvent.Ringing(183, Optional.of(ANSWER)));
    dialog.tell(new SipEvent.Answered(Optional.empty()));
    assertThat(told()).isEqualTo("ringing");
    assertThat(told()).isEqualTo("answered");
    dialog.tell(new SipEvent.HungUp(Optional.empty()));
    assertThat(told()).startsWith("ended");
    dial("out");
    invite();
    dialog.tell(new SipEvent.Answered(Optional.of("nonsense")));
    assertThat(dialog.next()).isEqualTo("bye no_common_codec");
    assertThat(told()).isEqualTo("ended caller_error/no_common_codec");
    gateway.awaitNothingLeft();
  }

  @Test
  void takesACallBackThatStillRings() throws Exception {
    dial("out");
    invite();
    dialog.tell(new SipEvent.Ringing(180, Optional.empty()));
    assertThat(told()).isEqualTo("ringing");
    gateway.calls.find(Gateway.TENANT, "out_1").orElseThrow().hangUp();
    assertThat(dialog.next()).isEqualTo("bye operator");
    assertThat(told()).isEqualTo("ended completed/operator");
    gateway.awaitNothingLeft();
  }

  @Test
  void refusesWhatCannotBeDialledBeforeThereIsASession() throws Exception {
    save("mute", Optional.empty(), 5060, Trunk.Transport.UDP);
    save("tls", Optional.of("sip.carrier.test"), 5061, Trunk.Transport.TLS);
    save("lost", Optional.of("nobody.test"), 5060, Trunk.Transport.UDP);
    assertThat(dial("none")).contains(new Termination(Reason.NO_SUCH_TRUNK));
    assertThat(dial("mute")).contains(new Termination(Reason.TRUNK_CANNOT_DIAL));
    assertThat(dial("tls")).contains(new Termination(Reason.TRUNK_CANNOT_DIAL));
    assertThat(dial("lost")).contains(new Termination(Reason.CALLEE_UNREACHABLE));
    assertThat(dial(order("out", "stranger", Gateway.TENANT)))
        .contains(new Termination(Reason.NO_SUCH_AGENT));
    assertThat(dial(order("out", "reception", new TenantId("other"))))
        .contains(new Termination(Reason.NO_SUCH_TRUNK));
    gateway.agents.save(Gateway.agent(AgentStatus.PAUSED));
    assertThat(dial("out")).contains(new Termination(Reason.AGENT_PAUSED));
    gateway.calls.drain();
    assertThat(dial("out")).contains(new Termination(Reason.DRAINING));
    assertThat(progress).isEmpty();
    assertThat(gateway.sessions.recent(Gateway.TENANT, 10)).isEmpty();
    gateway.awaitNothingLeft();
  }

  @Test
  void keepsToTheTrunksLimitInBothDirectionsTogether() throws Exception {
    assertThat(dial("out")).isEmpty();
    assertThat(dial("out")).isEmpty();
    assertThat(dial("out")).contains(new Termination(Reason.TRUNK_BUSY));
    gateway.calls.find(Gateway.TENANT, "out_1").orElseThrow().hangUp();
    assertThat(told()).startsWith("ended");
    await(() -> gateway.calls.count() == 1);
    assertThat(dial("out")).isEmpty();
  }

  @Test
  void takesNoOrderThatIsNotWellFormed() {
    assertThatThrownBy(() -> order("+1 555", "+15550100", Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order("+1555", "a@b", Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order("+1555", "+15550100", Duration.ofMinutes(6)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order("+1555", "+15550100", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Two whole gateways: one calls a number of the other, over the wire, with sound both ways.
  @ParameterizedTest
  @EnumSource(names = {"UDP", "TCP"})
  void callsAnotherGatewayAndBothAgentsHearEachOther(Trunk.Transport transport) throws Exception {
    try (Gateway other = new Gateway(Files.createDirectory(spool.resolve("theirs")))) {
      other.trunks.save(Gateway.trunk("in", Optional.empty(), 5060, transport));
      other.directory.refresh();
      save("there", Optional.of("127.0.0.1"), other.edge.udp().getPort(), transport);
      DialOrder order =
          new DialOrder(
              Gateway.TENANT,
              "call_x",
              "out_x",
              "reception",
              OptionalInt.of(1),
              "there",
              "100",
              "+15550100",
              Duration.ofSeconds(20),
              Map.of(),
              Map.of());
      assertThat(gateway.dialler.dial(order, new Noting())).isEmpty();
      assertThat(told()).isEqualTo("ringing");
      assertThat(told()).isEqualTo("answered");
      LiveCall ours = gateway.calls.find(Gateway.TENANT, "out_x").orElseThrow();
      LiveCall theirs = other.calls.find(Gateway.TENANT, "in_1").orElseThrow();
      assertThat(theirs.facts().from()).isEqualTo("+15550100");
      await(() -> ours.state() == CallState.TALKING && theirs.state() == CallState.TALKING);
      // A second of sound each way, then they hang up.
      await(() -> turns(gateway, "out_x") > 0 && turns(other, "in_1") > 0);
      theirs.hangUp();
      assertThat(told()).isEqualTo("ended completed/callee_hung_up");
      LineQuality heard = gateway.ended().lineQuality().orElseThrow();
      assertThat(heard.packetsReceived()).isPositive();
      assertThat(other.ended().lineQuality().orElseThrow().packetsReceived()).isPositive();
      gateway.awaitNothingLeft();
      other.awaitNothingLeft();
    }
  }

  private static int turns(Gateway of, String sessionId) {
    return of.sessions.turns(Gateway.TENANT, sessionId, 0, 100).size();
  }

  private final class Noting implements DialProgress {
    @Override
    public void ringing() {
      progress.add("ringing");
    }

    @Override
    public void answered() {
      progress.add("answered");
    }

    @Override
    public void ended(Termination why) {
      progress.add("ended " + why);
    }
  }

  private Optional<Termination> dial(String trunkId) {
    return dial(order(trunkId, "reception", Gateway.TENANT));
  }

  private Optional<Termination> dial(DialOrder order) {
    return dialler.dial(order, new Noting());
  }

  private DialOrder order(String trunkId, String agentId, TenantId tenant) {
    number++;
    return new DialOrder(
        tenant,
        "call_" + number,
        "out_" + number,
        agentId,
        OptionalInt.empty(),
        trunkId,
        "+15550123",
        "+15550100",
        Duration.ofSeconds(20),
        Map.of("customer", "Ada"),
        Map.of("X-Order", "17"));
  }

  private static DialOrder order(String to, String from, Duration ringFor) {
    return new DialOrder(
        Gateway.TENANT,
        "call",
        "ses",
        "reception",
        OptionalInt.empty(),
        "out",
        to,
        from,
        ringFor,
        Map.of(),
        Map.of());
  }

  private void save(String trunkId, Optional<String> host, int port, Trunk.Transport transport) {
    gateway.trunks.save(Gateway.trunk(trunkId, host, port, transport));
  }

  private OutboundInvite invite() throws InterruptedException {
    OutboundInvite invite = invites.poll(15, TimeUnit.SECONDS);
    assertThat(invite).as("nothing was dialled within 15 s").isNotNull();
    return invite;
  }

  private String told() throws InterruptedException {
    String told = progress.poll(20, TimeUnit.SECONDS);
    return told == null ? "nothing within 20 s" : told;
  }

  private static void await(java.util.function.BooleanSupplier holds) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("did not come true within 20 s").isLessThan(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }
}
