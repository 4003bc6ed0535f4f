package io.oratio.phone.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Sound;
import io.oratio.phone.sound.Sounds;
import io.oratio.phone.sound.WavReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The phone against SIPp, which shares no code with us. Left out with a reason where SIPp is not
/// installed, unless `ORATIO_REQUIRE_PEERS=true`.
@Timeout(90)
class SippTest {
  @TempDir private Path folder;

  @BeforeAll
  static void sippIsInstalled() {
    boolean isThere =
        List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place, "sipp")));
    boolean isRequired = "true".equals(System.getenv("ORATIO_REQUIRE_PEERS"));
    Assumptions.assumeTrue(isThere || isRequired, "SIPp is not installed (Debian: sip-tester)");
    assertThat(isThere).as("ORATIO_REQUIRE_PEERS=true, so SIPp must be installed").isTrue();
  }

  /// A port that was free a moment ago.
  private static int freePort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  private Process sipp(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("timeout", "-s", "KILL", "60", "sipp", "-i", "127.0.0.1"));
    command.addAll(List.of(arguments));
    command.add("-nostdin");
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sipp.log").toFile())
        .start();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void hearsItsOwnToneFromAnEcho(Transport transport) throws Exception {
    int port = freePort();
    int mediaPort = 20_000 + 2 * (port % 4_000);
    Process sipp =
        sipp(
            "-sn",
            "uas",
            "-rtp_echo",
            "-m",
            "1",
            "-p",
            Integer.toString(port),
            "-mi",
            "127.0.0.1",
            "-mp",
            Integer.toString(mediaPort),
            "-t",
            transport == Transport.TCP ? "t1" : "u1");
    Path heard = folder.resolve("heard.wav");
    CallOptions options =
        CallOptions.USUAL.withSound(() -> Sounds.tone(620, -20)).withRecording(heard);
    String uri =
        "sip:echo@127.0.0.1:" + port + (transport == Transport.TCP ? ";transport=tcp" : "");
    try (Phone phone = new Phone(PhoneSettings.loopback())) {
      PhoneCall call = answered(phone, uri, options);
      Await.until(() -> call.heard().heardMs() >= 2_000);
      call.hangUp();
      CallReport report = call.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(report.status()).isEqualTo(200);
      assertThat(report.hasHeardSpeech()).isTrue();
      assertThat(report.heard().speechDbfs()).isBetween(-21.5, -18.5);
      short[] samples = WavReader.read(heard);
      assertThat(Tones.share(samples, samples.length - 8_000, 8_000, Sound.RATE_HZ, 620))
          .isGreaterThan(0.9);
      assertThat(sipp.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(sipp.exitValue()).isZero();
    } finally {
      sipp.destroyForcibly();
    }
  }

  /// Calls until SIPp is up; over TCP the first tries may find nobody.
  private static PhoneCall answered(Phone phone, String uri, CallOptions options) throws Exception {
    for (int tries = 0; ; tries++) {
      PhoneCall call = phone.dial(uri, options, _ -> {});
      try {
        call.answered().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return call;
      } catch (ExecutionException e) {
        if (tries > 100) {
          throw e;
        }
        Await.pause();
      }
    }
  }

  @Test
  void answersACallOfSipp() throws Exception {
    Journal journal =
        new Journal(_ -> new Reaction.Answer(CallOptions.USUAL, Duration.ofMillis(50)));
    try (Phone phone = new Phone(PhoneSettings.loopback())) {
      phone.onCall(journal);
      int port = phone.listens(Transport.UDP).getPort();
      Process sipp =
          sipp(
              "127.0.0.1:" + port,
              "-sn",
              "uac",
              "-m",
              "3",
              "-l",
              "1",
              "-p",
              Integer.toString(freePort()),
              "-d",
              "200",
              "-mi",
              "127.0.0.1");
      try {
        assertThat(sipp.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(sipp.exitValue()).isZero();
        assertThat(journal.all(CallEvent.Talking.class)).hasSize(3);
        Await.until(() -> phone.openCalls() == 0);
      } finally {
        sipp.destroyForcibly();
      }
    }
  }
}
