package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One conversation, over as many connections as it needs: the present one, near its end the next
/// one beside it, and for a moment the one that was left.
///
/// What it knows is kept by one lock under which nothing waits; the listener is told outside it.
final class NovaSession implements EngineSession, NovaConnection.Owner {
  private static final int DEFERRED_MAX = 32;

  /// A connection that ends sooner was not cut for its age.
  private static final long SHORTEST_LIFE_NANOS = 10_000_000_000L;

  private final EngineSetup setup;
  private final NovaSettings settings;
  private final NovaStreams streams;
  private final Connections connections;
  private final NovaCounters counters;
  private final LongSupplier nanoClock;
  private final Delivery delivery;
  private final Consumer<NovaSession> ended;
  private final Continuation continuation;
  private final Floor floor;
  private final Past past;
  private final Map<String, String> pendingTools = new LinkedHashMap<>();
  private final Map<String, String> lateTools = new LinkedHashMap<>();
  private final List<String> deferredTexts = new ArrayList<>();

  private Line present;
  private @Nullable Line next;
  private @Nullable Line left;
  private @Nullable Rewind rewind;
  private @Nullable EngineFailure cut;
  private int lines;
  private long inputTokensBefore;
  private long outputTokensBefore;
  private boolean isLeftPlaying;
  private boolean isOpened;
  private boolean isClosing;
  private boolean isOver;

  /// @param connections makes a connection of this setup for this owner
  /// @param ended told once, when this session is over
  NovaSession(
      EngineSetup setup,
      NovaSettings settings,
      NovaStreams streams,
      Connections connections,
      NovaCounters counters,
      LongSupplier nanoClock,
      Consumer<EngineEvent> listener,
      Consumer<NovaSession> ended) {
    this.setup = setup;
    this.settings = settings;
    this.streams = streams;
    this.connections = connections;
    this.counters = counters;
    this.nanoClock = nanoClock;
    this.delivery = new Delivery(listener, counters);
    this.ended = ended;
    this.continuation = new Continuation(settings.lifetime());
    this.floor = new Floor(setup.outputRateHz(), nanoClock.getAsLong());
    this.past = new Past(setup.history());
    this.present = new Line(connections.create(setup, this), new Turns("", counters));
    this.lines = 1;
  }

  void open() {
    synchronized (this) {
      present.connection.open(streams);
      present.connection.begin(setup.history());
    }
    if (!setup.greeting().isBlank() && present.connection.takesText()) {
      say(setup.greeting());
    }
  }

  @Override
  public synchronized void audio(short[] samples, int offset, int count) {
    if (rewind != null) {
      rewind.add(samples, offset, count);
      floor.callerSound(samples, offset, count, nanoClock.getAsLong());
    }
    present.connection.audio(samples, offset, count);
  }

  @Override
  public synchronized void text(String words) {
    if (!words.isBlank()) {
      past.typed(words);
      tellModel(words);
    }
  }

  @Override
  public synchronized void say(String sentence) {
    if (!sentence.isBlank()) {
      String instruction = Wording.say(sentence);
      present.turns.instructed(instruction);
      tellModel(instruction);
    }
  }

  @Override
  public synchronized void toolResult(String toolUseId, String json) {
    pendingTools.remove(toolUseId);
    String lateTool = lateTools.remove(toolUseId);
    if (lateTool != null) {
      tellModel(Wording.lateResult(lateTool, Json.object(json, "result")));
    } else if (!isClosing) {
      floor.answerOwed();
      present.connection.toolResult(toolUseId, json);
    }
  }

  @Override
  public void close() {
    boolean isCut;
    synchronized (this) {
      isClosing = true;
      isCut = cut != null;
      giveNextUp();
      present.connection.close();
    }
    if (isCut) {
      Thread.ofVirtual().start(() -> finish(new EngineEvent.Ended()));
    }
  }

  /// Lets time pass. On the engine's ticking thread.
  void tick() {
    NovaConnection[] ticking;
    synchronized (this) {
      ticking =
          Stream.of(present, next, left)
              .filter(Objects::nonNull)
              .map(line -> line.connection)
              .toArray(NovaConnection[]::new);
    }
    for (NovaConnection connection : ticking) {
      connection.tick();
    }
    synchronized (this) {
      takeStep();
    }
  }

  /// Ends at once, when the engine cannot wait for the service.
  void abandon() {
    synchronized (this) {
      giveNextUp();
      present.connection.abandon();
    }
    finish(new EngineEvent.Ended());
  }

  @Override
  public void accepted(NovaConnection from) {
    synchronized (this) {
      if (next != null && from == next.connection) {
        next.isAccepted = true;
        takeStep();
      }
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
      if (from == present.connection) {
        saidByPresent(event);
      } else if (left != null && from == left.connection) {
        saidByLeft(event);
      }
    }
    delivery.tell();
  }

  @Override
  public void over(NovaConnection from, Optional<EngineFailure> failure) {
    synchronized (this) {
      if (left != null && from == left.connection) {
        left = null;
        return;
      }
      if (next != null && from == next.connection) {
        next = null;
        counters.count(NovaCounter.CONTINUATIONS_FAILED);
        continuation.nextFailed(nanoClock.getAsLong());
        if (cut == null) {
          return;
        }
      } else if (from != present.connection || failure.isPresent() && survives(failure.get())) {
        return;
      }
    }
    Optional<EngineFailure> reason = Optional.ofNullable(cut).or(() -> failure);
    finish(reason.<EngineEvent>map(EngineEvent.Failed::new).orElseGet(EngineEvent.Ended::new));
  }

  private void tellModel(String words) {
    if (cut != null) {
      if (deferredTexts.size() < DEFERRED_MAX) {
        deferredTexts.add(words);
      }
    } else if (present.connection.text(words)) {
      floor.answerOwed();
    }
  }

  private void saidByPresent(NovaEvent event) {
    if (event instanceof NovaEvent.Usage usage) {
      present.inputTokens = usage.inputTokens();
      present.outputTokens = usage.outputTokens();
      tellUsage();
      return;
    }
    if (isClosing && event instanceof NovaEvent.ToolUse) {
      return;
    }
    if (event instanceof NovaEvent.ContentStart start
        && start.type() == NovaEvent.ContentType.AUDIO) {
      continuation.speechBegins(present.connection.ageNanos());
    }
    present.turns.on(event, this::tell);
    takeStep();
  }

  /// A connection that was left may still know what it said last.
  private void saidByLeft(NovaEvent event) {
    if (left == null) {
      return;
    }
    if (event instanceof NovaEvent.Usage usage) {
      inputTokensBefore += usage.inputTokens() - left.inputTokens;
      outputTokensBefore += usage.outputTokens() - left.outputTokens;
      left.inputTokens = usage.inputTokens();
      left.outputTokens = usage.outputTokens();
      tellUsage();
      return;
    }
    left.turns.on(
        event,
        told -> {
          if (told instanceof EngineEvent.Transcript words
              && words.speaker() == Speaker.AGENT
              && words.stage() == EngineEvent.Stage.FINAL) {
            past.said(words);
            delivery.add(words);
          }
        });
  }

  private void tellUsage() {
    delivery.add(
        new EngineEvent.Usage(
            inputTokensBefore + present.inputTokens, outputTokensBefore + present.outputTokens));
  }

  private void tell(EngineEvent event) {
    long now = nanoClock.getAsLong();
    if (isLeftPlaying && event instanceof EngineEvent.Transcript said) {
      isLeftPlaying = floor.isPlaying(now);
      if (isLeftPlaying && said.speaker() == Speaker.CALLER) {
        // The present connection does not know of the speech that the caller talks over.
        isLeftPlaying = false;
        floor.on(new EngineEvent.Interrupted(), now);
        delivery.add(new EngineEvent.Interrupted());
      }
    }
    floor.on(event, now);
    if (event instanceof EngineEvent.Transcript words && words.stage() == EngineEvent.Stage.FINAL) {
      past.said(words);
      if (words.speaker() == Speaker.CALLER && rewind != null) {
        rewind.clear();
      }
    } else if (event instanceof EngineEvent.ToolUse use) {
      pendingTools.put(use.toolUseId(), use.name());
    }
    delivery.add(event);
  }

  /// Whether the conversation goes on although its connection was cut.
  private boolean survives(EngineFailure failure) {
    boolean isAged =
        failure.kind() == Kind.TIMED_OUT && present.connection.ageNanos() >= SHORTEST_LIFE_NANOS;
    boolean canMove = next != null && failure.kind().isRetryable();
    if (isClosing || isOver || !isOpened || !isAged && !canMove) {
      return false;
    }
    cut = failure;
    keepSound();
    if (next == null) {
      prepare();
    } else if (next.isAccepted) {
      move();
    }
    return true;
  }

  private void takeStep() {
    if (isClosing || isOver) {
      return;
    }
    if (cut != null) {
      if (next != null && next.isAccepted) {
        move();
      }
      return;
    }
    long now = nanoClock.getAsLong();
    long age = present.connection.ageNanos();
    if (continuation.isNear(age)) {
      keepSound();
    }
    boolean isQuiet =
        floor.isQuiet(now) && present.turns.isSettled() && !present.connection.owesToolResult();
    Continuation.Situation situation =
        new Continuation.Situation(
            age,
            next != null,
            next != null && next.isAccepted,
            next == null ? 0 : next.connection.ageNanos(),
            isQuiet);
    switch (continuation.step(situation, now)) {
      case STAY -> {
        // Most of the time.
      }
      case PREPARE -> prepare();
      case RENEW -> {
        giveNextUp();
        prepare();
      }
      case MOVE -> move();
    }
  }

  private void keepSound() {
    if (rewind == null) {
      long samples = settings.lifetime().buffer().toMillis() * setup.inputRateHz() / 1000;
      rewind = new Rewind((int) samples);
    }
  }

  private void prepare() {
    lines++;
    Line line =
        new Line(connections.create(withoutGreeting(), this), new Turns(lines + ".", counters));
    next = line;
    line.connection.open(streams);
  }

  private void giveNextUp() {
    if (next != null) {
      next.connection.abandon();
      next = null;
    }
  }

  /// Goes on with the next connection: tells it the past, lets it hear what was not understood yet,
  /// and ends the present one.
  private void move() {
    Line coming = next;
    if (coming == null) {
      return;
    }
    List<Said> told = new ArrayList<>(past.all());
    List<String> toAnswer = new ArrayList<>();
    if (floor.isAnswerOwed()
        && !told.isEmpty()
        && told.getLast().speaker() == Speaker.CALLER
        && coming.connection.takesText()) {
      // Told as the past it would never be answered.
      toAnswer.add(told.removeLast().words());
    }
    toAnswer.addAll(deferredTexts);
    deferredTexts.clear();
    left = present;
    present = coming;
    next = null;
    inputTokensBefore += left.inputTokens;
    outputTokensBefore += left.outputTokens;
    lateTools.putAll(pendingTools);
    pendingTools.clear();
    present.connection.begin(told);
    if (rewind != null) {
      short[] unheard = rewind.samples();
      present.connection.audio(unheard, 0, unheard.length);
    }
    rewind = null;
    toAnswer.forEach(present.connection::text);
    if (cut == null) {
      left.connection.close();
    } else {
      left = null;
    }
    cut = null;
    isLeftPlaying = floor.isPlaying(nanoClock.getAsLong());
    continuation.moved();
    counters.count(NovaCounter.CONTINUATIONS);
  }

  private void finish(EngineEvent last) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      giveNextUp();
      if (left != null) {
        left.connection.abandon();
        left = null;
      }
      delivery.add(last);
    }
    ended.accept(this);
    delivery.tell();
  }

  private EngineSetup withoutGreeting() {
    return new EngineSetup(
        setup.sessionId(),
        setup.prompt(),
        "",
        setup.language(),
        setup.voice(),
        setup.model(),
        setup.endpointingSensitivity(),
        setup.inputRateHz(),
        setup.outputRateHz(),
        setup.tools(),
        List.of(),
        setup.answers());
  }

  /// A connection and what is made of its contents.
  private static final class Line {
    private final NovaConnection connection;
    private final Turns turns;
    private boolean isAccepted;
    private long inputTokens;
    private long outputTokens;

    Line(NovaConnection connection, Turns turns) {
      this.connection = connection;
      this.turns = turns;
    }
  }

  /// Makes connections, so that tests can bring their own.
  interface Connections {
    NovaConnection create(EngineSetup setup, NovaConnection.Owner owner);
  }
}
