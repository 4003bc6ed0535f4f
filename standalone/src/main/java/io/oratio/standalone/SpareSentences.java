package io.oratio.standalone;

import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.gateway.call.SpareVoice;
import io.oratio.media.record.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spare voice: the few sentences of [SpareVoice#sentences()], made once by the offline voice
/// and kept as files. They are made by a process of their own, so that this one never has that
/// voice in memory unless it is its engine.
final class SpareSentences implements SpareVoice {
  /// The verb of the process that makes them; not for people.
  static final String VERB = "make-spare-voice";

  private static final Logger log = LoggerFactory.getLogger(SpareSentences.class);
  private static final int[] RATES_HZ = {8000, 16_000, 24_000};
  private static final long MAKING_SECONDS_MAX = 120;

  private final Path folder;
  private final Map<String, short[]> made = new ConcurrentHashMap<>();

  SpareSentences(Path folder) {
    this.folder = folder;
  }

  /// Reads what is there and has made what is not; no call waits for it.
  void prepare() {
    Thread.ofVirtual().name("spare-voice").start(this::readOrMake);
  }

  @Override
  public Optional<short[]> say(String sentence, int rateHz) {
    return Optional.ofNullable(made.get(key(sentence, rateHz)));
  }

  /// Makes the files that are missing: the whole life of the process of its own.
  static int make(List<String> words) {
    try {
      Path folder = Path.of(words.getFirst());
      Files.createDirectories(folder);
      MaryVoice voice = new MaryVoice();
      for (String sentence : SpareVoice.sentences()) {
        for (int rateHz : RATES_HZ) {
          Path whole = folder.resolve(key(sentence, rateHz) + ".wav");
          Path part = folder.resolve(key(sentence, rateHz) + ".part");
          WavFile.mono(rateHz, voice.say(sentence, rateHz)).write(part);
          Files.move(
              part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return 0;
    } catch (IOException e) {
      System.err.println("the spare voice could not be kept: " + e.getMessage());
      return 1;
    }
  }

  private void readOrMake() {
    try {
      if (!read()) {
        makeApart();
        read();
      }
    } catch (IOException e) {
      log.warn("the spare voice has no sentences: a failing engine ends calls without a word", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean read() throws IOException {
    boolean isWhole = true;
    for (String sentence : SpareVoice.sentences()) {
      for (int rateHz : RATES_HZ) {
        Path file = folder.resolve(key(sentence, rateHz) + ".wav");
        if (Files.exists(file)) {
          made.put(key(sentence, rateHz), WavFile.read(file).channel(0));
        } else {
          isWhole = false;
        }
      }
    }
    return isWhole;
  }

  private void makeApart() throws IOException, InterruptedException {
    Process making =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Oratio.class.getName(),
                VERB,
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!making.waitFor(MAKING_SECONDS_MAX, TimeUnit.SECONDS)) {
      making.destroyForcibly();
    }
  }

  private static String key(String sentence, int rateHz) {
    return Integer.toHexString(sentence.hashCode()) + "-" + rateHz;
  }
}
