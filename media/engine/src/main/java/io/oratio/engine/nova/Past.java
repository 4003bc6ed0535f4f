package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import java.util.ArrayList;
import java.util.List;

/// What has been said so far, as the next connection must be told it: only what was really said.
/// Its owner keeps it to one thread at a time.
final class Past {
  /// Half as much again as the model takes: what is older can never be told any more.
  private static final int MAX_CHARS = History.MAX_BYTES * 3 / 2;

  private final List<Entry> entries = new ArrayList<>();
  private int chars;

  Past(List<Said> takenOver) {
    takenOver.forEach(said -> add("", said));
  }

  /// Words in place of sound.
  void typed(String words) {
    add("", new Said(Speaker.CALLER, words));
  }

  /// Final words; the same id again replaces them.
  void said(EngineEvent.Transcript words) {
    Said said = new Said(words.speaker(), words.words());
    for (int i = entries.size() - 1; i >= 0 && i >= entries.size() - 8; i--) {
      if (entries.get(i).id().equals(words.id())) {
        chars += said.words().length() - entries.get(i).said().words().length();
        entries.set(i, new Entry(words.id(), said));
        return;
      }
    }
    add(words.id(), said);
  }

  List<Said> all() {
    return entries.stream().map(Entry::said).toList();
  }

  private void add(String id, Said said) {
    entries.add(new Entry(id, said));
    chars += said.words().length();
    while (chars > MAX_CHARS && entries.size() > 1) {
      chars -= entries.removeFirst().said().words().length();
    }
  }

  private record Entry(String id, Said said) {}
}
