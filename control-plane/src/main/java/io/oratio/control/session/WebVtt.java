package io.oratio.control.session;

import io.oratio.domain.session.Turn;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Writes what was spoken as captions for the recording (W3C WebVTT, §4). A cue begins where its
/// turn does and ends when the next one begins, or when it could have been said. The words are
/// somebody else's: each is escaped, so that none becomes a tag, a cue or a time.
final class WebVtt {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration PER_CHARACTER = Duration.ofMillis(70);
  private static final String TIME = "%02d:%02d:%02d.%03d";

  private WebVtt() {}

  /// @param turns in order; tools are not heard, so theirs are left out
  static void write(Iterator<Turn> turns, Writer out) throws IOException {
    out.write("WEBVTT\n");
    // A cue may not begin before the one above it.
    Duration earliest = Duration.ZERO;
    Turn turn = spoken(turns);
    while (turn != null) {
      Turn next = spoken(turns);
      Duration start = later(turn.offset(), earliest);
      Duration end = start.plus(speakingTime(turn));
      if (next != null && next.offset().compareTo(start.plusMillis(1)) >= 0) {
        end = next.offset().compareTo(end) < 0 ? next.offset() : end;
      }
      out.write("\n" + turn.sequence() + "\n" + time(start) + " --> " + time(end) + "\n");
      out.write("<v " + Words.speaker(turn) + ">" + escaped(Words.oneLine(turn.content())) + "\n");
      earliest = start;
      turn = next;
    }
  }

  static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String time(Duration at) {
    return TIME.formatted(at.toHours(), at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart());
  }

  private static @Nullable Turn spoken(Iterator<Turn> turns) {
    while (turns.hasNext()) {
      Turn turn = turns.next();
      if (turn.role() != Turn.Role.TOOL && !Words.oneLine(turn.content()).isBlank()) {
        return turn;
      }
    }
    return null;
  }

  private static Duration speakingTime(Turn turn) {
    return SHORTEST.plus(PER_CHARACTER.multipliedBy(turn.content().length()));
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
