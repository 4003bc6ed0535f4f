package io.oratio.gateway.call;

import io.oratio.media.path.Playback;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps account of what the agent really said: words belong to stretches of sound, and count only
/// as far as the sound was played. An interrupted stretch is cut where the caller stopped hearing
/// it. One thread, the call's mailbox.
///
/// Engines differ in what they tell: words before the sound, after it, or both; with the stretch's
/// name or without. Words without a name go to the next stretch that has none.
final class AgentSpeech {
  private final Map<String, Stretch> open = new LinkedHashMap<>();
  private final Deque<Words> unplaced = new ArrayDeque<>();
  private final List<String> turn = new ArrayList<>();
  private Optional<Duration> turnOffset = Optional.empty();
  private boolean awaitsWords;

  /// What was said in one turn.
  record Said(String words, Duration offset, boolean interrupted) {}

  private record Words(String id, String words) {}

  private static final class Stretch {
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Duration offset;

    private Stretch(Duration offset) {
      this.offset = offset;
    }

    private String text() {
      return String.join(" ", words.values()).strip();
    }
  }

  /// The first sound of a stretch has come.
  void started(String contentId, Duration offset) {
    Stretch stretch = open.computeIfAbsent(contentId, _ -> new Stretch(offset));
    while (stretch.words.isEmpty() && !unplaced.isEmpty()) {
      Words next = unplaced.poll();
      stretch.words.put(next.id, next.words);
    }
    if (turnOffset.isEmpty()) {
      turnOffset = Optional.of(offset);
    }
  }

  /// What the agent is about to say.
  void planned(String id, String contentId, String words) {
    Stretch stretch = open.get(contentId);
    if (stretch != null) {
      stretch.words.put(id, words);
      return;
    }
    unplaced.removeIf(it -> it.id.equals(id));
    unplaced.add(new Words(id, words));
  }

  /// What the engine says was said; used only where nothing was planned.
  ///
  /// @return the turn that was waiting for these words
  Optional<Said> finished(String id, String contentId, String words) {
    Stretch stretch = open.get(contentId);
    if (stretch == null) {
      stretch = open.values().stream().filter(it -> it.words.isEmpty()).findFirst().orElse(null);
    }
    if (stretch != null) {
      if (stretch.words.isEmpty()) {
        stretch.words.put(id, words);
      }
      return Optional.empty();
    }
    if (awaitsWords) {
      turn.add(words);
      return close(false);
    }
    return Optional.empty();
  }

  /// A stretch has been played to its end.
  ///
  /// @return the turn, when nothing more of it is to be played
  Optional<Said> played(String contentId) {
    Stretch stretch = open.remove(contentId);
    if (stretch == null) {
      return Optional.empty();
    }
    take(stretch.text());
    if (!open.isEmpty()) {
      return Optional.empty();
    }
    if (turn.isEmpty()) {
      awaitsWords = true;
      return Optional.empty();
    }
    return close(false);
  }

  /// What was queued has been thrown away.
  ///
  /// @param playbacks how far each stretch got
  Optional<Said> cut(List<Playback> playbacks) {
    for (Playback playback : playbacks) {
      Stretch stretch = open.get(playback.contentId());
      if (stretch != null) {
        take(upTo(stretch.text(), playback.share()));
      }
    }
    open.clear();
    unplaced.clear();
    return turn.isEmpty() ? nothing() : close(true);
  }

  /// Whether sound of the agent is queued or playing.
  boolean isSpeaking() {
    return !open.isEmpty();
  }

  /// The first `share` of the words, cut back to a whole word.
  static String upTo(String words, double share) {
    if (share >= 0.995) {
      return words;
    }
    int chars = (int) Math.floor(words.length() * Math.max(0, share));
    if (chars < words.length() && chars > 0 && words.charAt(chars) != ' ') {
      chars = Math.max(0, words.lastIndexOf(' ', chars));
    }
    return words.substring(0, chars).strip();
  }

  private void take(String words) {
    if (!words.isBlank()) {
      turn.add(words);
    }
  }

  private Optional<Said> nothing() {
    turnOffset = Optional.empty();
    awaitsWords = false;
    return Optional.empty();
  }

  private Optional<Said> close(boolean interrupted) {
    Said said = new Said(String.join(" ", turn), turnOffset.orElse(Duration.ZERO), interrupted);
    turn.clear();
    turnOffset = Optional.empty();
    awaitsWords = false;
    return Optional.of(said);
  }
}
