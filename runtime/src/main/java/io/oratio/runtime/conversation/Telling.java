package io.oratio.runtime.conversation;

import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.runtime.knowledge.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a run's events in order, and keeps what was said and where it comes from. Any thread: a
/// tool may fill a silence while the run waits.
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final int MOST_SOURCES = 16;

  private final String runId;
  private final Consumer<RunEvent> listener;
  private final StringBuilder said = new StringBuilder();
  private final StringBuilder round = new StringBuilder();
  private final List<Passage> sources = new ArrayList<>();
  private boolean isListening = true;
  private int seq;

  Telling(String runId, Consumer<RunEvent> listener) {
    this.runId = runId;
    this.listener = listener;
  }

  synchronized void status(
      Run.Status status, RunEvent.Reason reason, boolean isHandedOff, Usage usage) {
    tell(new RunEvent.RunStatus(++seq, runId, status, reason, isHandedOff, usage));
  }

  /// A piece of the answer as the model gives it.
  synchronized void words(String text) {
    if (!text.isEmpty()) {
      if (round.isEmpty() && !said.isEmpty()) {
        piece("\n\n");
      }
      piece(text);
      round.append(text);
    }
  }

  /// A sentence of its own.
  synchronized void sentence(String text) {
    if (!text.isBlank()) {
      piece(said.isEmpty() ? text : "\n\n" + text);
      round.setLength(0);
    }
  }

  /// What comes next stands apart from what was said.
  synchronized void nextRound() {
    round.setLength(0);
  }

  synchronized void call(String id, String name, String arguments) {
    tell(new RunEvent.ToolCall(++seq, runId, id, name, arguments));
  }

  synchronized void result(String id, String name, String outcome, String json) {
    tell(new RunEvent.ToolResult(++seq, runId, id, name, outcome, json));
  }

  /// Keeps sources; the same passage only once.
  synchronized void from(List<Passage> passages) {
    for (Passage each : passages) {
      boolean isKnown =
          sources.stream()
              .anyMatch(it -> it.path().equals(each.path()) && it.place().equals(each.place()));
      if (!isKnown && sources.size() < MOST_SOURCES) {
        sources.add(each);
      }
    }
  }

  /// Tells the sources kept, if there are any.
  synchronized void sources() {
    if (!sources.isEmpty()) {
      tell(new RunEvent.Sources(++seq, runId, sources));
    }
  }

  synchronized List<Passage> kept() {
    return List.copyOf(sources);
  }

  synchronized String said() {
    return said.toString();
  }

  private void piece(String text) {
    said.append(text);
    tell(new RunEvent.MessageDelta(++seq, runId, text));
  }

  private void tell(RunEvent event) {
    if (!isListening) {
      return;
    }
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      // Whoever listened is gone; the run ends all the same, and its records are written.
      isListening = false;
      LOG.debug("run {}: its listener is gone ({})", runId, e.getClass().getName());
    }
  }
}
