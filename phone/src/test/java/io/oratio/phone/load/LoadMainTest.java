package io.oratio.phone.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.Journal;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.call.Reaction;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Sounds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoadMainTest {
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

  private int load(String... options) {
    List<String> args =
        new ArrayList<>(List.of("--target", called.uri(Transport.UDP), "--warm-up", "2"));
    args.addAll(List.of(options));
    return new LoadMain(PhoneSettings.loopback())
        .run(args, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void measuresAWaveOfCalls() throws Exception {
    CallOptions talking = CallOptions.USUAL.withSound(() -> Sounds.tone(800, -20));
    called.onCall(new Journal(_ -> new Reaction.Answer(talking, Duration.ZERO)));
    Path json = folder.resolve("load.json");
    load("--calls", "5", "--seconds", "2", "--voice", "tone", "--json", json.toString());
    assertThat(Files.readString(json))
        .contains("\"calls\":5,\"answered\":5,\"failedCalls\":0,\"failed\":{}")
        .contains("\"silentCalls\":0")
        .contains("\"answerMs\":{\"count\":5");
    assertThat(output()).contains("INVITE to 200").contains("of 5 calls within 1 %");
  }

  @Test
  void makesManyShortCallsOneAfterAnother() {
    called.onCall(new Journal(_ -> new Reaction.Answer(CallOptions.USUAL, Duration.ZERO)));
    assertThat(load("--calls", "3", "--total", "20", "--seconds", "0.1", "--json", "-")).isZero();
    assertThat(output()).contains("\"calls\":20,\"answered\":20").contains("\"clean\":true");
    assertThat(called.openCalls()).isZero();
  }

  @Test
  void groupsFailuresByReason() {
    AtomicInteger count = new AtomicInteger();
    called.onCall(
        new Journal(
            _ ->
                count.incrementAndGet() <= 2
                    ? new Reaction.Refuse(486, "Busy Here", Headers.NONE)
                    : new Reaction.Refuse(503, "Service Unavailable", Headers.NONE)));
    assertThat(load("--calls", "5", "--seconds", "1", "--json", "-")).isEqualTo(LoadMain.NOT_CLEAN);
    assertThat(output())
        .contains("\"refused with 486\":2")
        .contains("\"refused with 503\":3")
        .contains("\"failedCalls\":5");
  }

  @Test
  void countsSilentCalls() {
    called.onCall(new Journal(_ -> new Reaction.Answer(CallOptions.USUAL, Duration.ZERO)));
    assertThat(load("--calls", "2", "--seconds", "1", "--voice", "silence", "--json", "-"))
        .isEqualTo(LoadMain.NOT_CLEAN);
    assertThat(output()).contains("\"silentCalls\":2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--calls x",
        "--calls 0",
        "--calls 5 --total 2",
        "--seconds 1.2.3",
        "--what 1",
        "--calls",
        "--voice loud",
      })
  void complainsAboutWrongUse(String line) {
    assertThat(load(line.split(" "))).isEqualTo(LoadMain.WRONG_USE);
    assertThat(output()).contains("usage:");
  }

  @Test
  void figuresAreSpreadAsCounted() {
    assertThat(Spread.of(List.of(3, 1, 2))).isEqualTo(new Spread(3, 1, 2, 3, 3));
    assertThat(Spread.of(List.of())).isEqualTo(new Spread(0, 0, 0, 0, 0));
  }
}
