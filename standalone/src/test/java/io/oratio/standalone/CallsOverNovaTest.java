package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Turn;
import io.oratio.media.pcm.Tones;
import io.oratio.media.record.WavFile;
import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.CallReport;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneCall;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.sound.Sounds;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.SimulatorSettings;
import io.oratio.simulator.report.SessionReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A phone call through everything: our phone, the gateway as a process of its own, the real AWS
/// client, the strict simulator.
@Timeout(180)
class CallsOverNovaTest {
  @TempDir static Path folder;
  private static NovaSimulator simulator;
  private static UpProcess up;
  private static Phone phone;

  @BeforeAll
  static void start() throws Exception {
    simulator =
        NovaSimulator.start(
            SimulatorSettings.standard().strictly().savingAudioIn(folder.resolve("heard")));
    up =
        UpProcess.start(
            folder,
            "nova",
            Map.of(
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + simulator.port(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
    phone = new Phone(PhoneSettings.loopback());
  }

  @AfterAll
  static void stop() throws Exception {
    phone.close();
    up.close();
    simulator.close();
  }

  @Test
  void carriesTheCallersVoiceWholeAndTheAgentsBack() throws Exception {
    short[] question = Arrays.copyOf(Sounds.speechLike(140, 7), 8000 * 3);
    int before = simulator.reports().size();
    PhoneCall call = phone.dial(up.dial(), CallOptions.USUAL.withSound(Sounds::silence), _ -> {});
    call.answered().toCompletableFuture().get(30, TimeUnit.SECONDS);
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) > 800, "no greeting was heard");
    call.play(Sounds.once(question)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) < 300, "no answer was heard");
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) > 1500, "the answer did not end");
    call.hangUp();
    CallReport report = call.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);

    assertThat(report.hasHeardSpeech()).isTrue();
    assertThat(report.completeness()).isBetween(0.97, 1.03);
    assertThat(simulator.awaitReports(before + 1, Duration.ofSeconds(20))).isNotEmpty();
    SessionReport session = simulator.reports().getLast();
    assertThat(session.protocolErrors()).isEmpty();
    assertThat(session.turns()).isPositive();
    assertThat(bestCorrelation(question, newestSaved())).isGreaterThanOrEqualTo(0.98);
    UpProcess.Recorded kept = up.closed(1).getFirst();
    assertThat(kept.session().status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(kept.turns()).extracting(Turn::role).contains(Turn.Role.USER, Turn.Role.ASSISTANT);
    WavFile recording = WavFile.read(kept.recording().orElseThrow());
    assertThat(recording.channels()).isEqualTo(2);
    assertThat(bestCorrelation(question, recording.channel(0))).isGreaterThanOrEqualTo(0.98);
    assertThat(loudSamples(recording.channel(1))).isGreaterThan(8000);
  }

  @Test
  void stopsSpeakingWhenTheCallerSpeaksOver() throws Exception {
    short[] speech = Arrays.copyOf(Sounds.speechLike(140, 9), 8000 * 2);
    PhoneCall call = phone.dial(up.dial(), CallOptions.USUAL.withSound(Sounds::silence), _ -> {});
    call.answered().toCompletableFuture().get(30, TimeUnit.SECONDS);
    UpProcess.await(() -> call.heard().hasSpeech(), "no greeting was heard");
    // Some words must have been heard before, or there is no turn to be cut.
    long begun = call.talkMs();
    UpProcess.await(() -> call.talkMs() > begun + 1500, "the call did not last");
    call.play(Sounds.once(speech)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) > 400, "the agent went on speaking");
    call.hangUp();
    call.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
    UpProcess.await(
        () -> simulator.reports().stream().anyMatch(it -> it.interruptions() > 0),
        "the simulator saw no interruption");
    UpProcess.await(
        () -> up.closed(1).stream().anyMatch(it -> it.turns().stream().anyMatch(Turn::interrupted)),
        "no turn was written as interrupted");
  }

  @Test
  void tellsItsHealthAndItsFigures() throws Exception {
    assertThat(get("/health/live")).contains("up");
    assertThat(get("/health/ready")).contains("ready");
    assertThat(get("/metrics"))
        .contains("oratio_gateway_calls_active", "oratio_media_pacer_lateness_seconds");
  }

  private static String get(String path) throws Exception {
    try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
      return client
          .send(
              java.net.http.HttpRequest.newBuilder(java.net.URI.create(up.http() + path)).build(),
              java.net.http.HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static short[] newestSaved() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
      List<Path> saved =
          files
              .filter(it -> it.toString().endsWith(".wav"))
              .sorted((a, b) -> Long.compare(b.toFile().lastModified(), a.toFile().lastModified()))
              .toList();
      return WavFile.read(saved.getFirst()).channel(0);
    }
  }

  /// The best correlation of the whole sent signal with any place of what was heard.
  static double bestCorrelation(short[] sent, short[] heard) {
    int step = 4;
    int best = 0;
    double most = -1;
    for (int at = 0; at + sent.length <= heard.length; at += step) {
      double now = Tones.correlation(sent, 0, heard, at, Math.min(sent.length, 4000));
      if (now > most) {
        most = now;
        best = at;
      }
    }
    double whole = -1;
    for (int at = Math.max(0, best - step); at <= best + step; at++) {
      if (at + sent.length <= heard.length) {
        whole = Math.max(whole, Tones.correlation(sent, 0, heard, at, sent.length));
      }
    }
    return whole;
  }

  private static long loudSamples(short[] samples) {
    long loud = 0;
    for (short sample : samples) {
      loud += Math.abs(sample) > 300 ? 1 : 0;
    }
    return loud;
  }
}
