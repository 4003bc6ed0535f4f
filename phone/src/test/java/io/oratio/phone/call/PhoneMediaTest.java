package io.oratio.phone.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import io.oratio.media.wire.LossyWire;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Heard;
import io.oratio.phone.sound.Sound;
import io.oratio.phone.sound.Sounds;
import io.oratio.phone.sound.WavReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A phone calls a phone over loopback and both are judged by what they hear.
@Timeout(60)
class PhoneMediaTest {
  private static final int SECOND = Sound.RATE_HZ;

  @TempDir private Path folder;
  private final List<Phone> phones = new ArrayList<>();

  private Phone phone() {
    return phone(new RtpLines(PhoneSettings.loopback()));
  }

  private Phone phone(Line.Lines lines) {
    Phone phone = new Phone(PhoneSettings.loopback(), new SecureRandom(), System::nanoTime, lines);
    phones.add(phone);
    return phone;
  }

  @AfterEach
  void closePhones() {
    phones.forEach(Phone::close);
  }

  private static <T> T soon(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Journal answering(CallOptions options) {
    return new Journal(_ -> new Reaction.Answer(options, Duration.ZERO));
  }

  private static CallOptions saying(double hertz) {
    return CallOptions.USUAL.withSound(() -> Sounds.tone(hertz, -20));
  }

  /// How much of the loudest second of the file is this tone.
  private static double share(Path file, double hertz) throws IOException {
    short[] samples = WavReader.read(file);
    double best = 0;
    for (int start = 0; start + SECOND <= samples.length; start += SECOND / 4) {
      best = Math.max(best, Tones.share(samples, start, SECOND, SECOND, hertz));
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({"PCMU,20", "PCMA,20", "PCMU,10", "PCMA,60"})
  void eachSideHearsTheOthersTone(String codec, int ptimeMs) throws Exception {
    Path here = folder.resolve("here.wav");
    Path there = folder.resolve("there.wav");
    Phone called = phone();
    CallOptions theirs = saying(1000).withRecording(there).withPtimeMs(ptimeMs);
    Journal journal = answering(theirs);
    called.onCall(journal);
    CallOptions mine = saying(440).withRecording(here).withCodecs(codec).withPtimeMs(ptimeMs);
    PhoneCall call = phone().dial(called.uri(Transport.UDP), mine, _ -> {});
    assertThat(soon(call.answered()).terms().codec()).isEqualTo(codec);
    Await.until(() -> call.heard().heardMs() >= 2_500);
    call.hangUp();
    CallReport report = soon(call.ended());
    soon(journal.call().ended());
    assertThat(share(here, 1000)).isGreaterThan(0.99);
    assertThat(share(there, 440)).isGreaterThan(0.99);
    assertThat(report.hasHeardSpeech()).isTrue();
    assertThat(report.heard().speechDbfs()).isBetween(-21.0, -19.0);
    assertThat(report.heard().firstSpeechMs()).isLessThan(1_000);
    assertThat(report.completeness()).isBetween(0.7, 1.1);
    assertThat(report.quality().packetsSent()).isGreaterThan(30);
    long recordedMs = WavReader.read(here).length * 1_000L / SECOND;
    assertThat(recordedMs).isBetween(2_400L, report.heard().heardMs() + 100);
  }

  @Test
  void holdSilencesTheHeldSideAndResumeBringsItBack() throws Exception {
    Phone called = phone();
    Journal journal = answering(saying(1000));
    called.onCall(journal);
    PhoneCall call = phone().dial(called.uri(Transport.UDP), saying(440), _ -> {});
    soon(call.answered());
    Await.until(() -> call.heard().hasSpeech());
    soon(call.hold());
    // What was on its way is heard out first.
    Await.until(() -> call.heard().silentMs().orElse(0L) > 500);
    soon(call.resume());
    Await.until(() -> call.heard().silentMs().orElse(0L) < 100);
    call.hangUp();
    soon(call.ended());
  }

  @Test
  void soundFollowsTheMediaToAnotherPort() throws Exception {
    Path there = folder.resolve("there.wav");
    Phone called = phone();
    Journal journal = answering(saying(1000).withRecording(there));
    called.onCall(journal);
    PhoneCall call = phone().dial(called.uri(Transport.UDP), saying(440), _ -> {});
    soon(call.answered());
    Await.until(() -> call.heard().hasSpeech());
    soon(call.moveMedia());
    long moved = call.heard().heardMs();
    Await.until(() -> call.heard().lastSpeechMs() > moved + 1_500);
    assertThat(journal.call().heard().silentMs().orElse(9_999L)).isLessThan(500);
    call.hangUp();
    assertThat(soon(call.ended()).completeness()).isGreaterThan(0.7);
    soon(journal.call().ended());
  }

  @Test
  void keysArriveBothWaysInOrder() throws Exception {
    Phone called = phone();
    Journal journal = answering(saying(1000));
    called.onCall(journal);
    Journal mine = new Journal();
    PhoneCall call = phone().dial(called.uri(Transport.UDP), saying(440), mine);
    soon(call.answered());
    Await.until(() -> call.heard().hasSpeech());
    call.sendDigits("12#");
    journal.call().sendDigits("*0");
    Await.until(() -> keys(journal).equals("12#") && keys(mine).equals("*0"));
    call.hangUp();
    soon(call.ended());
  }

  private static String keys(Journal journal) {
    StringBuilder keys = new StringBuilder();
    journal.all(CallEvent.Digit.class).forEach(digit -> keys.append(digit.digit()));
    return keys.toString();
  }

  @Test
  void countsWhatABadNetworkLosesAndStillHearsTheTone() throws Exception {
    Path here = folder.resolve("here.wav");
    try (LossyWire network = new LossyWire(11)) {
      RelayedLines relayed = new RelayedLines(network);
      Phone called = phone(relayed.called());
      Journal journal = answering(saying(1000));
      called.onCall(journal);
      CallOptions options = saying(440).withRecording(here);
      PhoneCall call = phone(relayed.caller()).dial(called.uri(Transport.UDP), options, _ -> {});
      soon(call.answered());
      Await.until(() -> call.heard().hasSpeech());
      network.in(new LossyWire.Weather(0.1, 0, 5, 10));
      Await.until(() -> call.heard().heardMs() >= 4_000);
      call.hangUp();
      CallReport report = soon(call.ended());
      assertThat(report.quality().packetsLost()).isPositive();
      assertThat(report.completeness()).isBetween(0.6, 0.99);
      assertThat(report.quality().meanOpinionScore()).isLessThan(4.3);
      assertThat(share(here, 1000)).isGreaterThan(0.8);
    }
  }

  @Test
  void saysAFileOnceAndTellsWhenItHasBeenSaid() throws Exception {
    Phone called = phone();
    Journal journal = answering(CallOptions.USUAL);
    called.onCall(journal);
    PhoneCall call = phone().dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    soon(call.play(Sounds.once(Tones.sine(700, SECOND, SECOND / 2, 8_000))));
    Await.until(() -> heardBy(journal).silentMs().orElse(0L) > 300);
    assertThat(heardBy(journal).loudMs()).isBetween(400L, 600L);
    call.hangUp();
    assertThat(soon(call.ended()).hasHeardSpeech()).isFalse();
  }

  private static Heard.Snapshot heardBy(Journal journal) {
    try {
      return journal.call().heard();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
