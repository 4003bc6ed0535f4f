package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls of ours to a peer that nobody here has written: SIPp (Debian package `sip-tester`).
/// Skipped where it is not installed, unless `ORATIO_REQUIRE_PEERS=true`.
@Timeout(120)
class OutboundSippTest {
  private static final String REASON = "SIPp is not installed (Debian: apt install sip-tester)";
  private static final String REPLY =
      "[last_Via:]\n[last_From:]\n[last_To:];tag=[pid]SIPpTag01[call_number]\n[last_Call-ID:]\n"
          + "[last_CSeq:]\nContact: <sip:[local_ip]:[local_port];transport=[transport]>\n";
  private static final String SDP =
      "v=0\no=u 5 5 IN IP4 [local_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\n"
          + "m=audio [media_port] RTP/AVP 0\na=rtpmap:0 PCMU/8000\n";

  @TempDir Path folder;

  @BeforeAll
  static void needsSipp() {
    boolean isThere =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, "sipp")));
    if (!isThere && "true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
      throw new AssertionError(REASON);
    }
    assumeTrue(isThere, REASON);
  }

  @ParameterizedTest
  @CsvSource({"UDP, u1", "TCP, t1"})
  void isAnsweredOverBothTransportsAndHangsUp(Trunk.Transport transport, String mode)
      throws Exception {
    try (EdgeRig rig = rig();
        Sipp sipp = new Sipp("-sn", "uas", "-t", mode, "-m", "5")) {
      for (int calls = 0; calls < 5; calls++) {
        Dialog dialog = answered(rig, sipp.trunk(transport, Optional.empty()));
        dialog.bye("done");
      }
      sipp.awaitSuccess();
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a call stayed");
      assertThat(rig.counters.of(SipCounter.INTERNAL_ERROR)).isZero();
    }
  }

  /// SIPp verifies MD5 only; SHA-256 stands in `DigestVectorsTest` and `OutboundCallTest`.
  @Test
  void provesItselfToSipp() throws Exception {
    String file =
        scenario(
            "<recv request=\"INVITE\"/>",
            send(
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"sipp.test\", nonce=\"abcdef\", qop=\"auth\","
                    + " algorithm=MD5\n",
                ""),
            "<recv request=\"ACK\"/>",
            "<recv request=\"INVITE\"><action><verifyauth assign_to=\"right\" username=\"alice\""
                + " password=\"wonderland\"/></action></recv>",
            "<nop hide=\"true\" test=\"right\" next=\"1\"/>",
            send("403 Wrong", "", ""),
            "<recv request=\"ACK\" next=\"2\"/>",
            "<label id=\"1\"/>",
            send("200 OK", "Content-Type: application/sdp\n", SDP),
            "<recv request=\"ACK\"/>",
            "<recv request=\"BYE\"/>",
            send("200 OK", "", "").replace(";tag=[pid]SIPpTag01[call_number]", ""),
            "<label id=\"2\"/>");
    try (EdgeRig rig = rig();
        Sipp sipp = new Sipp("-sf", file, "-m", "1")) {
      answered(rig, sipp.trunk(Trunk.Transport.UDP, Optional.of("wonderland"))).bye("done");
      sipp.awaitSuccess();
    }
  }

  @Test
  void hearsBusy() throws Exception {
    String file =
        scenario(
            "<recv request=\"INVITE\"/>", send("486 Busy Here", "", ""), "<recv request=\"ACK\"/>");
    try (EdgeRig rig = rig();
        Sipp sipp = new Sipp("-sf", file, "-m", "1")) {
      dial(rig, sipp.trunk(Trunk.Transport.UDP, Optional.empty()), Duration.ofSeconds(20));
      assertThat(rig.event(SipEvent.Refused.class).why()).isEqualTo(new Refusal.Busy(486));
      sipp.awaitSuccess();
    }
  }

  @Test
  void takesTheCallBackWhenItRingsTooLong() throws Exception {
    String file =
        scenario(
            "<recv request=\"INVITE\"/>",
            send("180 Ringing", "", ""),
            "<recv request=\"CANCEL\"/>",
            send("200 OK", "", ""),
            send("487 Request Terminated", "", "").replace("[last_CSeq:]", "CSeq: [cseq] INVITE"),
            "<recv request=\"ACK\"/>");
    try (EdgeRig rig = rig();
        Sipp sipp = new Sipp("-sf", file, "-m", "1")) {
      dial(rig, sipp.trunk(Trunk.Transport.UDP, Optional.empty()), Duration.ofSeconds(2));
      rig.event(SipEvent.Ringing.class);
      assertThat(rig.event(SipEvent.Refused.class).why()).isEqualTo(new Refusal.NoAnswer(0));
      sipp.awaitSuccess();
    }
  }

  private static EdgeRig rig() throws IOException {
    return EdgeRig.silent(SipSettings.on(EdgeRig.LOOPBACK, 0), EdgeRig.known("203.0.113.7/32"));
  }

  /// Dials until it is answered: over TCP the peer may not listen yet.
  private static Dialog answered(EdgeRig rig, Trunk trunk) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      Dialog dialog = dial(rig, trunk, Duration.ofSeconds(20));
      SipEvent event = rig.event();
      while (event instanceof SipEvent.Ringing) {
        event = rig.event();
      }
      if (event instanceof SipEvent.Answered) {
        return dialog;
      }
      assertThat(event).isInstanceOf(SipEvent.Refused.class);
      assertThat(((SipEvent.Refused) event).why()).isInstanceOf(Refusal.Unreachable.class);
    }
    throw new AssertionError("SIPp did not answer within 20 s");
  }

  private static Dialog dial(EdgeRig rig, Trunk trunk, Duration ringFor) throws IOException {
    TrunkAddress at = rig.edge.locate(trunk);
    assertThat(at.localAddress()).isEqualTo("127.0.0.1");
    Dialog dialog =
        rig.edge.dial(
            new OutboundInvite(
                trunk,
                at,
                "call-" + Caller.branch(),
                "+15550123",
                "+15550100",
                Caller.SDP,
                ringFor,
                OutboundInvite.USUAL_SESSION_EXPIRES,
                Map.of()));
    dialog.listen(rig.events::add);
    return dialog;
  }

  private String scenario(String... steps) throws IOException {
    Path file = folder.resolve("uas.xml");
    Files.writeString(
        file,
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\"uas\">\n"
            + String.join("\n", steps)
            + "\n</scenario>\n");
    return file.toString();
  }

  private static String send(String status, String fields, String body) {
    return "<send><![CDATA[\nSIP/2.0 "
        + status
        + "\n"
        + REPLY
        + fields
        + "Content-Length: [len]\n\n"
        + body
        + "]]></send>";
  }

  /// A running SIPp that is called.
  private final class Sipp implements AutoCloseable {
    private final int port;
    private final Process process;
    private final Path output = folder.resolve("sipp.out");

    private Sipp(String... options) throws IOException {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        port = free.getLocalPort();
      }
      List<String> command = new ArrayList<>(List.of("timeout", "-s", "KILL", "60", "sipp"));
      Collections.addAll(command, "-i", "127.0.0.1", "-p", Integer.toString(port), "-nostdin");
      Collections.addAll(command, options);
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    }

    private Trunk trunk(Trunk.Transport transport, Optional<String> password) {
      return new Trunk(
          new TenantId("tenant"),
          "sipp",
          "SIPp",
          Optional.of("127.0.0.1"),
          port,
          transport,
          password.map(word -> new Trunk.Credentials("alice", new Secret(word), "sipp.test")),
          List.of(Cidr.parse("203.0.113.0/24")),
          List.of("PCMU"),
          false,
          10,
          10);
    }

    private void awaitSuccess() throws InterruptedException, IOException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
