package io.oratio.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.media.record.WavFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/// `./oratio speak TEXT FILE.wav`: a sentence in the offline voice, for the test phone to say.
final class SpeakCommand {
  private static final int RATE_HZ = 8_000;
  private static final int LONGEST_CHARS = 600;

  private SpeakCommand() {}

  /// @return 0, or 1 when the file could not be written
  static int run(List<String> words, PrintStream out) throws WrongUse {
    if (words.size() != 2 || words.getFirst().isBlank() || words.getFirst().startsWith("--")) {
      throw new WrongUse("usage: ./oratio speak TEXT FILE.wav");
    }
    if (words.getFirst().length() > LONGEST_CHARS) {
      throw new WrongUse("the text has at most " + LONGEST_CHARS + " characters");
    }
    // The voice tells much of itself, and nothing that its listener needs.
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
    short[] samples = new MaryVoice().say(words.getFirst(), RATE_HZ);
    try {
      WavFile.mono(RATE_HZ, samples).write(Path.of(words.getLast()));
    } catch (IOException e) {
      System.err.println("oratio: " + words.getLast() + " cannot be written: " + e.getMessage());
      return 1;
    }
    out.printf(
        Locale.ROOT,
        "Wrote %.1f s of speech to %s.%n",
        samples.length / (double) RATE_HZ,
        words.getLast());
    return 0;
  }
}
