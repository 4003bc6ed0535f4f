package io.oratio.simulator.session;

import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Chooses what is heard and what is answered, by the script. Belongs to one session.
final class Replies {
  private static final Pattern QUOTED = Pattern.compile("[\"“„«]([^\"”“»]{2,2000})[\"”“»]");

  private final Script script;
  private final List<Reply> inTurn;
  private int heard;
  private int given;
  private int next;

  Replies(Script script) {
    this.script = script;
    this.inTurn = script.replies().stream().filter(reply -> reply.when().isEmpty()).toList();
  }

  /// The transcript of the next utterance.
  String heard(long lengthMs) {
    List<String> lines = script.heard();
    String line = lines.get(Math.min(heard, lines.size() - 1));
    heard++;
    return line.replace("{seconds}", seconds(lengthMs));
  }

  /// The answer to speech.
  Reply toSpeech(String text) {
    given++;
    return fitting(text).orElseGet(this::nextInTurn);
  }

  /// The answer to a text: what fits it, else what it quotes, else the greeting, once, else the
  /// next.
  Reply toText(String text) {
    boolean isFirst = given++ == 0;
    Matcher quoted = QUOTED.matcher(text);
    return fitting(text)
        .or(() -> quoted.find() ? Optional.of(Reply.saying(quoted.group(1))) : Optional.empty())
        .orElseGet(() -> isFirst ? script.greeting() : nextInTurn());
  }

  /// A reply's words with the blanks filled in.
  String words(Reply reply, String heardText, long lengthMs, String result) {
    return reply
        .say()
        .replace("{heard}", heardText)
        .replace("{seconds}", seconds(lengthMs))
        .replace("{number}", Integer.toString(given))
        .replace("{result}", result);
  }

  private Optional<Reply> fitting(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return script.replies().stream()
        .filter(reply -> reply.when().isPresent())
        .filter(reply -> small.contains(reply.when().get().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private Reply nextInTurn() {
    if (inTurn.isEmpty()) {
      return script.replies().getFirst();
    }
    return inTurn.get(next++ % inTurn.size());
  }

  private static String seconds(long lengthMs) {
    return String.format(Locale.ROOT, "%.1f", lengthMs / 1000.0);
  }
}
