package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.Speaker;
import io.oratio.engine.local.hearing.Hearing;
import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.media.pcm.Resampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Callers whose voice is not the engine's own, where this machine has such voices.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StrangersTest {
  private static final Line.Clock CLOCK = new Line.Clock();
  private static LocalEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    engine =
        new LocalEngine(
            LocalSettings.standard(),
            CLOCK,
            setup ->
                new io.oratio.engine.local.answering.LexicalAnswers(
                    setup.greeting(), setup.answers(), setup.tools()),
            MaryVoice::new,
            Hearing.best(1, 32, true));
    engine.prepare(DemoAgent.setup(8000, 16000)).toCompletableFuture().join();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void answersTheVoicesOfFlite() throws Exception {
    for (String voice : List.of("slt", "rms")) {
      assertThat(answerTo("flite", "-voice", voice, "-t", "How do I reset my password?", "-o"))
          .isEqualTo(DemoAgent.PASSWORD);
    }
  }

  @Test
  void answersTheRoboticVoiceOfEspeak() throws Exception {
    assertThat(answerTo("espeak-ng", "-v", "en-us", "-s", "150", "What is your address?", "-w"))
        .isEqualTo(DemoAgent.PLACE);
  }

  private String answerTo(String... command) throws Exception {
    Path wav = folder.resolve("question.wav");
    List<String> line = new java.util.ArrayList<>(List.of(command));
    line.add(wav.toString());
    Assumptions.assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Line call = new Line(engine, DemoAgent.setup(16000, 16000), CLOCK);
    call.hearOut(1);
    call.play(sound(wav));
    call.silence(1000);
    String answer = call.awaitWords(Speaker.AGENT, 2);
    call.session().close();
    return answer;
  }

  private static boolean isInstalled(String program) {
    return java.util.Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
  }

  // Programs write 8, 16 or 22.05 kHz; the last is taken for 24, which is a caller in a hurry.
  private static short[] sound(Path wav) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      short[] samples = io.oratio.media.pcm.Pcm.toSamples(in.readAllBytes());
      int rateHz = Math.round(in.getFormat().getSampleRate());
      return Resampler.resample(samples, rateHz == 22050 ? 24000 : rateHz, 16000);
    }
  }
}
