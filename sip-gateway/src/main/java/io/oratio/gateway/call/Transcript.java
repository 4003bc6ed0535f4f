package io.oratio.gateway.call;

import io.oratio.domain.session.Turn;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import io.oratio.gateway.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The turns of a call as they are finished: numbered, written to the journal, and kept in short
/// for an engine that takes over. One thread, the call's mailbox.
final class Transcript {
  /// An engine takes at most 40 KB of history; this leaves room for the protocol around it.
  private static final int HISTORY_CHARS_MAX = 30_000;

  private final Journal.Entry entry;
  private final Instant start;
  private final Consumer<Turn> told;
  private final List<Said> history = new ArrayList<>();
  private int historyChars;
  private int sequence;

  /// @param told hears each turn as it is written
  Transcript(Journal.Entry entry, Instant start, Consumer<Turn> told) {
    this.entry = entry;
    this.start = start;
    this.told = told;
  }

  void caller(String words, Duration offset) {
    add(Turn.Role.USER, words, offset, false, "");
    remember(new Said(Speaker.CALLER, words));
  }

  void agent(AgentSpeech.Said said) {
    add(Turn.Role.ASSISTANT, said.words(), said.offset(), said.interrupted(), "");
    remember(new Said(Speaker.AGENT, said.words()));
  }

  void tool(String name, String result, Duration offset) {
    add(Turn.Role.TOOL, result, offset, false, name);
  }

  /// What has been said, oldest first; the oldest is forgotten where it grows too long.
  List<Said> history() {
    return List.copyOf(history);
  }

  private void add(Turn.Role role, String words, Duration offset, boolean cut, String tool) {
    Turn turn = new Turn(++sequence, role, words, start.plus(offset), offset, cut, tool);
    entry.turn(turn);
    told.accept(turn);
  }

  private void remember(Said said) {
    history.add(said);
    historyChars += said.words().length();
    while (historyChars > HISTORY_CHARS_MAX && history.size() > 1) {
      historyChars -= history.removeFirst().words().length();
    }
  }
}
