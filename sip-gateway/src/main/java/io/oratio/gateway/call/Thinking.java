package io.oratio.gateway.call;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.gateway.mailbox.Mailbox;
import io.oratio.gateway.tool.Mind;
import io.oratio.gateway.tool.Minds;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolUse;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent's mind in this call: opened beside the mailbox since it may ask the stores, then asked
/// on it. Every tool that was asked for is answered once.
final class Thinking {
  private static final Logger log = LoggerFactory.getLogger(Thinking.class);

  private final Mailbox mailbox;
  private Optional<Mind> mind = Optional.empty();
  private int pending;
  private boolean closed;

  /// Hears what a tool did, on the mailbox.
  @FunctionalInterface
  interface Answered {
    void accept(ToolUse use, ToolResult result);
  }

  Thinking(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /// Opens the mind.
  ///
  /// @param ready hears it on the mailbox; empty when it could not be opened
  void open(
      Minds minds,
      AgentVersion version,
      Scene scene,
      Executor threads,
      Consumer<Optional<Mind>> ready) {
    threads.execute(
        () -> {
          Optional<Mind> opened = opened(minds, version, scene);
          mailbox.execute(
              () -> {
                if (closed) {
                  opened.ifPresent(Mind::close);
                  return;
                }
                mind = opened;
                ready.accept(opened);
              });
        });
  }

  private static Optional<Mind> opened(Minds minds, AgentVersion version, Scene scene) {
    try {
      return Optional.of(minds.open(version, scene));
    } catch (RuntimeException e) { // whatever it is, this call is refused and no other one suffers
      log.error("the mind of agent {} cannot be opened", version.agentId(), e);
      return Optional.empty();
    }
  }

  /// Has the mind use a tool.
  void use(ToolUse use, Answered answered) {
    if (mind.isEmpty()) {
      answered.accept(
          use, new ToolResult("{\"error\":\"there are no tools\"}", ToolResult.Kind.REFUSED));
      return;
    }
    pending++;
    mind.get()
        .use(use)
        .whenComplete(
            (result, failure) ->
                mailbox.execute(
                    () -> {
                      pending--;
                      if (failure != null) {
                        log.error("tool {} failed us", use.name(), failure);
                      }
                      answered.accept(use, failure == null ? result : failed());
                    }));
  }

  private static ToolResult failed() {
    return new ToolResult("{\"error\":\"the tool failed\"}", ToolResult.Kind.FAILED);
  }

  /// Whether a tool's result is still owed.
  boolean isPending() {
    return pending > 0;
  }

  void heard(String words) {
    mind.ifPresent(it -> it.heard(words));
  }

  void close() {
    closed = true;
    mind.ifPresent(Mind::close);
    mind = Optional.empty();
  }
}
