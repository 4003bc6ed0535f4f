package io.oratio.gateway.call;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.SpeechEngine;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// An engine that does only what a test tells it to, and remembers what it was told.
final class PuppetEngine implements SpeechEngine {
  private final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();
  volatile boolean isMuteWhileToolPends;

  /// One session as the test holds it.
  static final class Opened implements EngineSession {
    final EngineSetup setup;
    private final Consumer<EngineEvent> listener;
    final List<String> said = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> toolResults = new LinkedBlockingQueue<>();
    volatile boolean closed;
    volatile long samplesHeard;
    volatile long loudSamples;

    private Opened(EngineSetup setup, Consumer<EngineEvent> listener) {
      this.setup = setup;
      this.listener = listener;
    }

    void tell(EngineEvent event) {
      listener.accept(event);
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
      samplesHeard += count;
      for (int i = offset; i < offset + count; i++) {
        loudSamples += Math.abs(samples[i]) > 100 ? 1 : 0;
      }
    }

    @Override
    public void text(String words) {
      texts.add(words);
    }

    @Override
    public void say(String sentence) {
      said.add(sentence);
    }

    @Override
    public void toolResult(String toolUseId, String json) {
      toolResults.add(json);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /// Whether no session was opened that a test has not taken.
  boolean isUnasked() {
    return opened.isEmpty();
  }

  /// The next session that was opened.
  Opened next() throws InterruptedException {
    Opened session = opened.poll(5, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("no session was opened within 5 s");
    }
    return session;
  }

  @Override
  public String name() {
    return "puppet";
  }

  @Override
  public boolean speaksWhileToolPends() {
    return !isMuteWhileToolPends;
  }

  @Override
  public EngineSession open(EngineSetup setup, Consumer<EngineEvent> listener) {
    Opened session = new Opened(setup, listener);
    opened.add(session);
    return session;
  }

  @Override
  public void close() {}
}
