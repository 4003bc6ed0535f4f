package io.oratio.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oratio.gateway.trunk.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A peer that nobody here has written: SIPp (Debian package `sip-tester`). Skipped where it is not
/// installed, unless `ORATIO_REQUIRE_PEERS=true`.
@Timeout(120)
class SippTest {
  private static final String REASON = "SIPp is not installed (Debian: apt install sip-tester)";

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

  private void sipp(EdgeRig rig, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("timeout", "-s", "KILL", "60", "sipp"));
    command.add("127.0.0.1:" + rig.edge.udp().getPort());
    Collections.addAll(command, "-i", "127.0.0.1", "-nostdin", "-s", "+15550100");
    Collections.addAll(command, options);
    Path output = folder.resolve("sipp.out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> tail(output)).isZero();
  }

  private static String tail(Path output) {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String scenario(String name, String... steps) throws IOException {
    Path file = folder.resolve(name + ".xml");
    Files.writeString(
        file,
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\""
            + name
            + "\">\n"
            + String.join("\n", steps)
            + "\n</scenario>\n");
    return file.toString();
  }

  private static String send(String method, String cseq, String fields, String body) {
    boolean isInitial = method.equals("INVITE");
    boolean sameBranch = method.equals("CANCEL");
    String target =
        isInitial || sameBranch ? "sip:[service]@[remote_ip]:[remote_port]" : "[next_url]";
    return "<send"
        + (isInitial ? " retrans=\"500\"" : "")
        + "><![CDATA[\n"
        + method
        + " "
        + target
        + " SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch="
        + (sameBranch ? "[branch-3]" : "[branch]")
        + "\nFrom: sipp <sip:sipp@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]\n"
        + "To: <sip:[service]@[remote_ip]:[remote_port]>"
        + (isInitial || sameBranch ? "" : "[peer_tag_param]")
        + "\nCall-ID: [call_id]\nCSeq: "
        + cseq
        + " "
        + method
        + "\nContact: sip:sipp@[local_ip]:[local_port]\nMax-Forwards: 70\n"
        + (isInitial || sameBranch ? "" : "[routes]\n")
        + fields
        + "Content-Length: [len]\n\n"
        + body
        + "]]></send>";
  }

  private static final String SDP =
      """
      v=0
      o=user1 53655765 2353687637 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 0
      a=rtpmap:0 PCMU/8000
      """;

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  void placesCallsOverBothTransports(String transport) throws Exception {
    try (EdgeRig rig =
        EdgeRig.answering(SipSettings.on(EdgeRig.LOOPBACK, 0), EdgeRig.known("127.0.0.0/8"))) {
      sipp(rig, "-sn", "uac", "-t", transport, "-m", "20", "-r", "10", "-d", "100");
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "a call stayed");
      assertThat(rig.counters.of(SipCounter.INVITES)).isEqualTo(20);
    }
  }

  @Test
  void sendsItsOfferWhenTheInviteHasNone() throws Exception {
    String file =
        scenario(
            "late",
            send("INVITE", "1", "", ""),
            "<recv response=\"100\" optional=\"true\"/>",
            "<recv response=\"200\" rrs=\"true\"><action><ereg regexp=\"m=audio\" search_in=\"msg\""
                + " check_it=\"true\" assign_to=\"1\"/><log message=\"[$1]\"/></action></recv>",
            send("ACK", "1", "Content-Type: application/sdp\n", SDP),
            send("BYE", "2", "", ""),
            "<recv response=\"200\"/>");
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"))) {
      sipp(rig, "-sf", file, "-m", "1");
      assertThat(rig.event(SipEvent.Acknowledged.class).sdp().orElseThrow()).contains("PCMU");
      rig.event(SipEvent.HungUp.class);
    }
  }

  @Test
  void takesACancel() throws Exception {
    String file =
        scenario(
            "cancel",
            send("INVITE", "1", "Content-Type: application/sdp\n", SDP),
            "<recv response=\"100\" optional=\"true\"/>",
            "<recv response=\"180\"/>",
            send("CANCEL", "1", "", ""),
            "<recv response=\"200\"/>",
            "<recv response=\"487\"/>",
            send("ACK", "1", "", "")
                .replace("[next_url]", "sip:[service]@[remote_ip]:[remote_port]")
                .replace("branch=[branch]", "branch=[branch-6]"));
    try (EdgeRig rig =
        EdgeRig.with(EdgeRig.QUICK, SipDialog::ringing, EdgeRig.known("127.0.0.0/8"))) {
      sipp(rig, "-sf", file, "-m", "1");
      rig.event(SipEvent.Cancelled.class);
    }
  }

  @Test
  void authenticatesByDigest() throws Exception {
    String invite = send("INVITE", "1", "Content-Type: application/sdp\n", SDP);
    String again = send("INVITE", "2", "[authentication]\nContent-Type: application/sdp\n", SDP);
    String file =
        scenario(
            "digest",
            invite,
            "<recv response=\"100\" optional=\"true\"/>",
            "<recv response=\"401\" auth=\"true\"/>",
            send("ACK", "1", "", "")
                .replace("[next_url]", "sip:[service]@[remote_ip]:[remote_port]"),
            again,
            "<recv response=\"100\" optional=\"true\"/>",
            "<recv response=\"200\" rrs=\"true\"/>",
            send("ACK", "2", "", ""),
            send("BYE", "3", "", ""),
            "<recv response=\"200\"/>");
    SipSettings oldGear =
        EdgeRig.QUICK.withDigest(List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256));
    try (EdgeRig rig = EdgeRig.answering(oldGear, EdgeRig.digest("alice", "secret"))) {
      sipp(rig, "-sf", file, "-m", "3", "-r", "3", "-au", "alice", "-ap", "secret");
      assertThat(rig.counters.of(SipCounter.INVITES)).isEqualTo(3);
      assertThat(rig.counters.of(SipCounter.AUTH_FAILED)).isZero();
    }
  }

  @Test
  void leavesNothingBehindAfterThreeHundredCalls() throws Exception {
    try (EdgeRig rig = EdgeRig.answering(EdgeRig.QUICK, EdgeRig.known("127.0.0.0/8"))) {
      sipp(rig, "-sn", "uac", "-m", "300", "-r", "50", "-d", "0");
      EdgeRig.await(() -> rig.edge.liveDialogs() == 0, "calls stayed");
      EdgeRig.await(() -> rig.edge.keptDialogs() == 0, "ended dialogs stayed");
      assertThat(rig.counters.of(SipCounter.INVITES)).isEqualTo(300);
      Set<String> threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("sip-dialog"))
              .collect(Collectors.toSet());
      assertThat(threads).isEmpty();
      assertThat(rig.counters.of(SipCounter.INTERNAL_ERROR)).isZero();
    }
  }
}
