package io.oratio.engine.nova;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import java.util.ArrayList;
import java.util.List;

/// What the model takes of the past: turns that alternate, the caller's first, 40 KB in all.
///
/// @param told as it is told
/// @param isTrimmed whether something older had to be left out
record History(List<Said> told, boolean isTrimmed) {
  /// "Chat history is over max limit" beyond it.
  static final int MAX_BYTES = 40_000;

  /// The longest `textInput` that the documentation recommends.
  static final int PIECE_MAX_BYTES = 1000;

  /// Merges neighbours, keeps the newest that fit, and begins with the caller.
  static History of(List<Said> past) {
    List<Said> merged = merge(past);
    List<Said> kept = new ArrayList<>();
    int room = MAX_BYTES;
    boolean isTrimmed = false;
    for (Said said : merged.reversed()) {
      String words = said.words();
      int bytes = words.getBytes(UTF_8).length;
      isTrimmed |= bytes > room;
      if (bytes > room && !kept.isEmpty()) {
        break;
      }
      if (bytes > room) {
        words = tail(words, room);
        bytes = words.getBytes(UTF_8).length;
      }
      kept.addFirst(new Said(said.speaker(), words));
      room -= bytes;
    }
    while (!kept.isEmpty() && kept.getFirst().speaker() != Speaker.CALLER) {
      kept.removeFirst();
    }
    return new History(List.copyOf(kept), isTrimmed);
  }

  /// Cuts words into pieces of at most so many bytes of UTF-8, never inside a character.
  static List<String> pieces(String words, int maxBytes) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    int bytes = 0;
    for (int i = 0; i < words.length(); ) {
      int codePoint = words.codePointAt(i);
      int width = utf8Bytes(codePoint);
      if (bytes + width > maxBytes) {
        pieces.add(words.substring(begin, i));
        begin = i;
        bytes = 0;
      }
      bytes += width;
      i += Character.charCount(codePoint);
    }
    if (begin < words.length()) {
      pieces.add(words.substring(begin));
    }
    return pieces;
  }

  private static List<Said> merge(List<Said> past) {
    List<Said> merged = new ArrayList<>();
    for (Said said : past) {
      if (said.words().isBlank()) {
        continue;
      }
      if (!merged.isEmpty() && merged.getLast().speaker() == said.speaker()) {
        Said before = merged.removeLast();
        merged.add(new Said(said.speaker(), before.words() + " " + said.words()));
      } else {
        merged.add(said);
      }
    }
    return merged;
  }

  /// The end of words that fits, beginning with a whole character.
  private static String tail(String words, int maxBytes) {
    int begin = words.length();
    int bytes = 0;
    while (begin > 0) {
      int codePoint = words.codePointBefore(begin);
      bytes += utf8Bytes(codePoint);
      if (bytes > maxBytes) {
        break;
      }
      begin -= Character.charCount(codePoint);
    }
    return words.substring(begin);
  }

  private static int utf8Bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
