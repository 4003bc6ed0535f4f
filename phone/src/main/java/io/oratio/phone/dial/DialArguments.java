package io.oratio.phone.dial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was asked for on the command line of `dial`.
///
/// @param uri to call
/// @param question the WAV file to say
/// @param playsAtOnce whether it is said right from the answer, not after the greeting
/// @param recording the WAV file that takes what is heard
/// @param talkLimit how long to talk; empty to hang up when the other side has finished
/// @param digits keys to press once the other side has spoken, or with the question
/// @param codec empty to offer both
/// @param user for digest
/// @param isJson whether one JSON object is printed instead of lines for people
record DialArguments(
    String uri,
    Optional<Path> question,
    boolean playsAtOnce,
    Optional<Path> recording,
    Optional<Duration> talkLimit,
    String digits,
    Optional<String> codec,
    Optional<String> user,
    String password,
    boolean isJson) {
  static final String USAGE =
      """
      usage: ./oratio dial sip:WHO@HOST[:PORT] [options]
        --play FILE         say this WAV file after the greeting
        --play-at-once      say it right from the answer
        --record FILE       write what is heard to this WAV file
        --seconds N         hang up N seconds after the answer; without it when the other side has
                            been silent for 4 s after speaking, at the latest after 60 s
        --dtmf KEYS         press these keys after the greeting (0-9 * # A-D)
        --codec PCMU|PCMA   offer only this codec
        --user U --password P   answer a request for a password
        --json              print one JSON object
      exit status: 0 answered and heard speech, 1 answered but heard nothing, 2 refused,
                   3 no answer, 4 wrong use or unreachable\
      """;

  @Override
  public String toString() {
    return "DialArguments[" + uri + "]"; // never the password
  }

  /// Reads the words after `dial`.
  ///
  /// @throws IllegalArgumentException if they cannot be understood; the text says what is wrong
  static DialArguments parse(List<String> words) {
    Reading reading = new Reading(words.iterator());
    reading.all();
    if (reading.uri.isEmpty()) {
      throw new IllegalArgumentException("whom to call? A SIP URI is missing");
    }
    return new DialArguments(
        reading.uri,
        reading.question,
        reading.playsAtOnce,
        reading.recording,
        reading.talkLimit,
        reading.digits,
        reading.codec,
        reading.user,
        reading.password,
        reading.isJson);
  }

  /// The words, one after the other.
  private static final class Reading {
    private final Iterator<String> words;
    private String uri = "";
    private Optional<Path> question = Optional.empty();
    private boolean playsAtOnce;
    private Optional<Path> recording = Optional.empty();
    private Optional<Duration> talkLimit = Optional.empty();
    private String digits = "";
    private Optional<String> codec = Optional.empty();
    private Optional<String> user = Optional.empty();
    private String password = "";
    private boolean isJson;

    Reading(Iterator<String> words) {
      this.words = words;
    }

    void all() {
      while (words.hasNext()) {
        one(words.next());
      }
    }

    private void one(String word) {
      switch (word) {
        case "--play" -> question = Optional.of(Path.of(value(word)));
        case "--play-at-once" -> playsAtOnce = true;
        case "--record" -> recording = Optional.of(Path.of(value(word)));
        case "--seconds" -> talkLimit = Optional.of(seconds(value(word)));
        case "--dtmf" -> digits = digits(value(word));
        case "--codec" -> codec = Optional.of(codec(value(word)));
        case "--user" -> user = Optional.of(value(word));
        case "--password" -> password = value(word);
        case "--json" -> isJson = true;
        default -> {
          if (word.startsWith("-") || !uri.isEmpty()) {
            throw new IllegalArgumentException("I do not understand " + word);
          }
          uri = word;
        }
      }
    }

    private String value(String option) {
      if (!words.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return words.next();
    }

    private static Duration seconds(String text) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) == 0) {
        throw new IllegalArgumentException("--seconds is a whole number, not " + text);
      }
      return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static String digits(String text) {
      if (!text.matches("[0-9*#A-Da-d]{1,64}")) {
        throw new IllegalArgumentException("--dtmf is up to 64 of 0-9 * # A-D");
      }
      return text.toUpperCase(Locale.ROOT);
    }

    private static String codec(String text) {
      String name = text.toUpperCase(Locale.ROOT);
      if (!name.equals("PCMU") && !name.equals("PCMA")) {
        throw new IllegalArgumentException("--codec is PCMU or PCMA, not " + text);
      }
      return name;
    }
  }
}
