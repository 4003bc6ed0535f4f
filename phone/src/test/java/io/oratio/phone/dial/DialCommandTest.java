package io.oratio.phone.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import io.oratio.media.record.WavFile;
import io.oratio.phone.call.Await;
import io.oratio.phone.call.CallEvent;
import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.Journal;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.call.Reaction;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Sound;
import io.oratio.phone.sound.Sounds;
import io.oratio.phone.sound.WavReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command dials a phone of the test.
@Timeout(60)
class DialCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Phone called;

  @BeforeEach
  void openPhone() {
    called = new Phone(PhoneSettings.loopback());
  }

  @AfterEach
  void closePhone() {
    called.close();
  }

  private int dial(boolean isTerminal, String... options) {
    List<String> args = new ArrayList<>(List.of(called.uri(Transport.UDP)));
    args.addAll(List.of(options));
    return run(isTerminal, args);
  }

  private int run(boolean isTerminal, List<String> args) {
    return new DialCommand(PhoneSettings.loopback(), isTerminal)
        .run(args, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void answerWith(CallOptions options) {
    called.onCall(new Journal(_ -> new Reaction.Answer(options, Duration.ofMillis(20))));
  }

  /// A greeting of 0.4 s, then nothing more.
  private static Sound greeting() {
    return Sounds.once(Tones.sine(1000, Sound.RATE_HZ, 3_200, 8_000));
  }

  @Test
  void hearsSpeechAndSaysSo() throws Exception {
    Path recorded = folder.resolve("heard.wav");
    answerWith(CallOptions.USUAL.withSound(() -> Sounds.tone(1000, -20)));
    assertThat(dial(false, "--seconds", "2", "--record", recorded.toString())).isZero();
    assertThat(output())
        .contains("ringing", "answered after", "dBFS  speech", "ended by this phone", "MOS");
    short[] heard = WavReader.read(recorded);
    assertThat(Tones.share(heard, 4_000, 8_000, 8_000, 1000)).isGreaterThan(0.95);
  }

  @Test
  void asksItsQuestionAfterTheGreeting() throws Exception {
    Path question = folder.resolve("question.wav");
    Path there = folder.resolve("there.wav");
    new WavFile(16_000, 2, Tones.sine(1_400, 32_000, 32_000, 8_000)).write(question);
    answerWith(CallOptions.USUAL.withSound(DialCommandTest::greeting).withRecording(there));
    assertThat(dial(true, "--seconds", "3", "--codec", "pcma", "--play", question.toString()))
        .isZero();
    assertThat(output()).contains("\r").contains("PCMA");
    short[] heard = recordedAt(there);
    // Two channels of one sine whose samples take turns: half the rate, twice the frequency.
    assertThat(Tones.loudestHz(heard, 12_000, 4_000, 8_000)).isBetween(1_300.0, 1_500.0);
  }

  private static short[] recordedAt(Path file) {
    short[][] read = new short[1][];
    Await.until(
        () -> {
          try {
            read[0] = WavReader.read(file);
            return read[0].length > 16_000;
          } catch (IOException e) {
            return false;
          }
        });
    return read[0];
  }

  @Test
  void pressesKeysAfterTheGreeting() throws Exception {
    CallOptions greeting = CallOptions.USUAL.withSound(DialCommandTest::greeting);
    Journal journal = new Journal(_ -> new Reaction.Answer(greeting, Duration.ZERO));
    called.onCall(journal);
    assertThat(dial(false, "--seconds", "4", "--dtmf", "12#")).isZero();
    assertThat(journal.all(CallEvent.Digit.class))
        .extracting(CallEvent.Digit::digit)
        .containsExactly('1', '2', '#');
  }

  @Test
  void reachesAnIpv6Address() {
    Optional<Phone> six = onIpv6();
    Assumptions.assumeTrue(six.isPresent(), "this machine has no IPv6");
    try (Phone phone = six.get()) {
      CallOptions talking = CallOptions.USUAL.withSound(() -> Sounds.tone(1000, -20));
      phone.onCall(new Journal(_ -> new Reaction.Answer(talking, Duration.ZERO)));
      String uri = phone.uri(Transport.UDP);
      assertThat(uri).startsWith("sip:phone@[0:0:0:0:0:0:0:1]:");
      PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      assertThat(
              new DialCommand(PhoneSettings.anywhere(), false)
                  .run(List.of(uri, "--seconds", "1"), out))
          .as(output())
          .isZero();
    }
  }

  private static Optional<Phone> onIpv6() {
    try {
      return Optional.of(new Phone(PhoneSettings.on(InetAddress.ofLiteral("::1"))));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Test
  void tellsSilenceFromSpeech() {
    answerWith(CallOptions.USUAL);
    assertThat(dial(false, "--seconds", "1")).isEqualTo(DialCommand.HEARD_NOTHING);
    assertThat(output()).contains("heard nothing");
  }

  @Test
  void hangsUpByItselfWhenTheOtherSideHasFinished() {
    answerWith(CallOptions.USUAL.withSound(DialCommandTest::greeting));
    assertThat(dial(false)).isZero();
    assertThat(output()).contains("ended by this phone after 4.");
  }

  @Test
  void tellsThatTheOtherSideIsBusy() {
    called.onCall(new Journal(_ -> new Reaction.Refuse(486, "Busy Here", Headers.NONE)));
    assertThat(dial(false)).isEqualTo(DialCommand.REFUSED);
    assertThat(output()).contains("refused: 486 Busy Here");
  }

  @Test
  void printsOneObjectForScripts() {
    called.onCall(new Journal(_ -> new Reaction.Refuse(404, "Not \"Found\"", Headers.NONE)));
    assertThat(dial(false, "--json")).isEqualTo(DialCommand.REFUSED);
    assertThat(output().lines()).hasSize(1);
    assertThat(output())
        .startsWith("{\"callId\":\"")
        .contains("\"outcome\":\"refused\",\"status\":404,\"reason\":\"Not \\\"Found\\\"\"")
        .contains("\"answerMs\":-1");
  }

  @Test
  void tellsAtOnceThatNobodyListens() {
    String uri = called.uri(Transport.UDP);
    called.close();
    assertThat(run(false, List.of(uri))).isEqualTo(DialCommand.UNREACHABLE);
    assertThat(run(false, List.of(uri, "--json"))).isEqualTo(DialCommand.UNREACHABLE);
    assertThat(output()).contains("nobody listens").contains("\"outcome\":\"unreachable\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sip:a@127.0.0.1 --what",
        "sip:a@127.0.0.1 sip:b@127.0.0.1",
        "sip:a@127.0.0.1 --seconds x",
        "sip:a@127.0.0.1 --seconds",
        "sip:a@127.0.0.1 --dtmf 1x",
        "sip:a@127.0.0.1 --codec opus",
        "sip:a@127.0.0.1 --play /nowhere/question.wav",
        "bob",
        "sip:a@no.such.host.invalid",
      })
  void complainsAboutWrongUse(String line) {
    List<String> args = line.isEmpty() ? List.of() : List.of(line.split(" "));
    assertThat(run(false, args)).isEqualTo(DialCommand.UNREACHABLE);
    assertThat(output()).isNotBlank();
  }

  @Test
  void explainsItself() {
    assertThat(run(false, List.of("--help"))).isZero();
    assertThat(output()).contains("usage: ./oratio dial");
  }
}
