package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class UpTest {
  @TempDir Path folder;

  @Test
  void readsItsCommandLine() throws Exception {
    UpOptions options =
        UpOptions.parse(
            List.of(
                "--sip-port",
                "5080",
                "--engine",
                "local",
                "--trust",
                "10.0.0.0/8",
                "--trust",
                "192.0.2.1"));
    assertThat(options.sipPort()).hasValue(5080);
    assertThat(options.engine()).contains("local");
    assertThat(options.trust()).containsExactly("10.0.0.0/8", "192.0.2.1");
  }

  @Test
  void refusesACommandLineInOneSentence() {
    for (List<String> wrong :
        List.of(
            List.of("--nonsense", "1"),
            List.of("--sip-port"),
            List.of("--sip-port", "99999"),
            List.of("--engine", "siri"),
            List.of("--only", "phone"),
            List.of("up"))) {
      assertThatThrownBy(() -> UpOptions.parse(wrong)).isInstanceOf(WrongUse.class);
    }
  }

  @Test
  void namesTheKeyOfASettingThatCannotBe() throws Exception {
    assertRefused(Map.of("ORATIO_CALLS_MAX", "0"), "oratio.calls.max");
    assertRefused(Map.of("ORATIO_MEDIA_QUARANTINE", "soon"), "oratio.media.quarantine");
  }

  @Test
  void saysWhatTwoProcessesNeedToMeet() throws Exception {
    assertRefused(Map.of("ORATIO_PARTS", "gateway"), "oratio.storage.records");
    assertRefused(
        Map.of("ORATIO_PARTS", "control", "ORATIO_STORAGE_RECORDS", "postgres"), "oratio.bus.kind");
  }

  @Test
  void refusesAnAskedForPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      Path log = folder.resolve("port.log");
      int status =
          UpProcess.run(
              log,
              Map.of(),
              "up",
              "--engine",
              "scripted",
              "--data",
              folder.resolve("d").toString(),
              "--sip-port",
              port);
      assertThat(status).isEqualTo(1);
      assertThat(Files.readString(log)).contains("SIP port " + port + " is in use");
    }
  }

  @Test
  void takesTheNextFreePortInPlaceOfABusyDefault() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      int port = taken.getLocalPort();
      assertThat(Ports.sip(loopback, port, false)).isGreaterThan(port);
      assertThatThrownBy(() -> Ports.sip(loopback, port, true)).isInstanceOf(WrongUse.class);
    }
  }

  @Test
  void trustsThisMachineAndWhoIsNamed() throws Exception {
    Trusted alone = Trusted.of(List.of());
    assertThat(alone.isOnlyThisMachine()).isTrue();
    assertThat(alone.contains(InetAddress.getByName("127.0.0.2"))).isTrue();
    assertThat(alone.contains(InetAddress.getByName("203.0.113.9"))).isFalse();
    assertThat(Trusted.of(List.of("203.0.113.0/24")).contains(InetAddress.getByName("203.0.113.9")))
        .isTrue();
    assertThatThrownBy(() -> Trusted.of(List.of("my office"))).isInstanceOf(WrongUse.class);
  }

  @Test
  void showsOnlyTheEndOfANumber() {
    assertThat(CallPrinter.masked("+15550123")).isEqualTo("*******23");
    assertThat(CallPrinter.masked("ada")).isEqualTo("ada");
  }

  @Test
  void tellsWhatThisMachineHas() throws Exception {
    Path log = folder.resolve("doctor.log");
    assertThat(UpProcess.run(log, Map.of(), "doctor", "--data", folder.resolve("d").toString()))
        .isZero();
    assertThat(Files.readString(log))
        .contains("SIP port")
        .contains("Nova Sonic")
        .contains("local will answer")
        .contains("./oratio up will start.");
  }

  @Test
  void listsNothingWhereNothingWasSaid() throws Exception {
    Path log = folder.resolve("sessions.log");
    assertThat(
            UpProcess.run(log, Map.of(), "sessions", "--data", folder.resolve("none").toString()))
        .isEqualTo(1);
    assertThat(Files.readString(log)).contains("There are no data in");
  }

  private void assertRefused(Map<String, String> environment, String key) throws Exception {
    Path log = Files.createTempFile(folder, "refused", ".log");
    int status =
        UpProcess.run(
            log,
            environment,
            "up",
            "--engine",
            "scripted",
            "--data",
            folder.resolve("d").toString(),
            "--sip-port",
            "0",
            "--http-port",
            "0");
    assertThat(status).isEqualTo(1);
    assertThat(Files.readString(log))
        .contains("cannot start: ")
        .contains(key)
        .doesNotContain("\tat ");
  }
}
