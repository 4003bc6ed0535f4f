package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import java.util.Optional;
import java.util.function.Consumer;

/// One conversation, over as many connections as it needs.
///
/// What it knows is kept by one lock under which nothing waits; the listener is told outside it.
final class NovaSession implements EngineSession, NovaConnection.Owner {
  private final EngineSetup setup;
  private final NovaCounters counters;
  private final Delivery delivery;
  private final Consumer<NovaSession> ended;
  private final NovaConnection connection;
  private final Turns turns;
  private boolean isOpened;
  private boolean isClosing;
  private boolean isOver;

  /// @param connections makes a connection of this setup for this owner
  /// @param ended told once, when this session is over
  NovaSession(
      EngineSetup setup,
      Connections connections,
      NovaCounters counters,
      Consumer<EngineEvent> listener,
      Consumer<NovaSession> ended) {
    this.setup = setup;
    this.counters = counters;
    this.delivery = new Delivery(listener, counters);
    this.ended = ended;
    this.connection = connections.create(setup, this);
    this.turns = new Turns("", counters);
  }

  void open(NovaStreams streams) {
    connection.open(streams);
    connection.begin(setup.history());
    if (!setup.greeting().isBlank() && connection.takesText()) {
      say(setup.greeting());
    }
  }

  @Override
  public void audio(short[] samples, int offset, int count) {
    connection.audio(samples, offset, count);
  }

  @Override
  public void text(String words) {
    connection.text(words);
  }

  @Override
  public void say(String sentence) {
    String instruction = Wording.say(sentence);
    synchronized (this) {
      turns.instructed(instruction);
    }
    connection.text(instruction);
  }

  @Override
  public void toolResult(String toolUseId, String json) {
    connection.toolResult(toolUseId, json);
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosing = true;
    }
    connection.close();
  }

  void tick() {
    connection.tick();
  }

  /// Ends at once, when the engine cannot wait for the service.
  void abandon() {
    connection.abandon();
    over(connection, Optional.empty());
  }

  @Override
  public void accepted(NovaConnection connection) {
    synchronized (this) {
      if (isOpened || isOver) {
        return;
      }
      isOpened = true;
      delivery.add(new EngineEvent.Opened());
    }
    delivery.tell();
  }

  @Override
  public void said(NovaConnection from, NovaEvent event) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      if (event instanceof NovaEvent.Usage usage) {
        delivery.add(new EngineEvent.Usage(usage.inputTokens(), usage.outputTokens()));
      } else if (!(isClosing && event instanceof NovaEvent.ToolUse)) {
        turns.on(event, delivery::add);
      }
    }
    delivery.tell();
  }

  @Override
  public void over(NovaConnection from, Optional<EngineFailure> failure) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      delivery.add(
          failure.<EngineEvent>map(EngineEvent.Failed::new).orElseGet(EngineEvent.Ended::new));
    }
    ended.accept(this);
    delivery.tell();
  }

  /// Makes connections, so that tests can bring their own.
  interface Connections {
    NovaConnection create(EngineSetup setup, NovaConnection.Owner owner);
  }
}
