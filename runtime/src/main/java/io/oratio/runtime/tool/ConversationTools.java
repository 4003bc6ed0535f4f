package io.oratio.runtime.tool;

import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.tool.ToolCounter.Event;
import io.oratio.runtime.tool.ToolResult.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/// The way of a use: within the limits? known? arguments good? made before? confirmed? Then it is
/// run. Each step is code of ours; nothing a model says takes the place of one.
final class ConversationTools implements Tools {
  private final Shared shared;
  private final Scene scene;
  private final Map<String, Declared> tools;
  private final Confirmations confirmations;
  private final Records records;
  private final Redactor redactor;
  private final String language;
  private final Fillers fillers;
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();

  // Guarded by this.
  private final Map<String, CompletableFuture<ToolResult>> madeThisTurn = new HashMap<>();
  private int turn;
  private int usesThisTurn;
  private int uses;
  private boolean isClosed;

  /// @param turn how often the other side has spoken before
  ConversationTools(
      Shared shared,
      Scene scene,
      Map<String, Declared> tools,
      Confirmations confirmations,
      Records records,
      Redactor redactor,
      String language,
      int turn) {
    this.shared = shared;
    this.scene = scene;
    this.tools = tools;
    this.confirmations = confirmations;
    this.records = records;
    this.redactor = redactor;
    this.language = language;
    this.turn = turn;
    fillers = new Fillers(language);
  }

  @Override
  public List<ToolSpec> specs() {
    return tools.values().stream().map(Declared::spec).toList();
  }

  @Override
  public CompletionStage<ToolResult> use(ToolUse use) {
    shared.counter().count(Event.ASKED);
    CompletionStage<ToolResult> result;
    synchronized (this) {
      try {
        checkLimits();
        Declared tool = known(use.name());
        Arguments arguments = checked(tool, use.arguments());
        String same = use.name() + "\n" + arguments.canonical();
        if (tool.isWriting() && madeThisTurn.containsKey(same)) {
          shared.counter().count(Event.REPEATED);
          result = madeThisTurn.get(same);
        } else if (tool.spec().mustConfirm()
            && !confirmations.take(use.name(), arguments.canonical())) {
          result = confirmFirst(tool, arguments);
        } else {
          result = begun(tool, arguments, same);
        }
      } catch (Refusal refusal) {
        result = refused(refusal.sentence());
      }
    }
    return result.thenApply(it -> it);
  }

  @Override
  public void heard(String words) {
    synchronized (this) {
      confirmations.heard(words, language);
      turn++;
      usesThisTurn = 0;
      madeThisTurn.clear();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    running.forEach(it -> it.stop("The conversation is over."));
  }

  private void checkLimits() throws Refusal {
    if (isClosed) {
      throw new Refusal("The conversation is over.");
    }
    usesThisTurn++;
    uses++;
    if (usesThisTurn > shared.limits().usesPerTurnMax() || uses > shared.limits().usesMax()) {
      shared.counter().count(Event.OVER_LIMIT);
      throw new Refusal("Too many tools were used. Go on without, or wait for the other side.");
    }
  }

  private Declared known(String name) throws Refusal {
    Declared tool = tools.get(name);
    if (tool == null) {
      throw new Refusal("There is no such tool.");
    }
    return tool;
  }

  private static Arguments checked(Declared tool, String text) throws Refusal {
    Arguments arguments = Arguments.read(text);
    Optional<String> fault = Schemas.faultIn(tool.arguments(), arguments.json());
    if (fault.isPresent()) {
      throw new Refusal("The arguments are wrong at " + fault.get());
    }
    return arguments;
  }

  /// Opens the question; but what a process that is gone did or began in this turn is told instead
  /// of asked about again.
  private CompletionStage<ToolResult> confirmFirst(Declared tool, Arguments arguments)
      throws Refusal {
    String ask = Question.about(tool.spec(), arguments.json(), language);
    boolean isNew = confirmations.ask(tool.spec().name(), arguments.canonical(), ask);
    CompletableFuture<ToolResult> answer = new CompletableFuture<>();
    int now = turn;
    Runnable inTime = shared.timer().after(tool.hard(), () -> answer.complete(question(ask)));
    Runnable look =
        () -> {
          Optional<ToolExecution> before = before(tool, arguments, now);
          inTime.run();
          if (before.isPresent()) {
            confirmations.withdraw(tool.spec().name(), arguments.canonical());
            shared.counter().count(Event.REPEATED);
            answer.complete(Execution.again(before.get()));
            return;
          }
          shared.counter().count(Event.CONFIRMATION_ASKED);
          if (isNew && tool.spec().authority() == Authority.MONEY) {
            scene.ask(ask);
          }
          answer.complete(question(ask));
        };
    try {
      shared.threads().execute(look);
    } catch (RejectedExecutionException _) {
      inTime.run();
      answer.complete(question(ask));
    }
    return answer;
  }

  private Optional<ToolExecution> before(Declared tool, Arguments arguments, int now) {
    try {
      return records.before(tool, arguments.canonical(), now);
    } catch (RuntimeException _) {
      // A store that does not answer: the question does no harm, and nothing runs without a record.
      return Optional.empty();
    }
  }

  private ToolResult question(String ask) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("status", "confirmation_required");
    members.put("ask", redactor.known(ask));
    members.put(
        "note",
        "Nothing was done yet. Ask exactly this. Only after the other side's own clear yes use the"
            + " tool again, with the same arguments.");
    return new ToolResult(Answers.object(members), Kind.CONFIRM);
  }

  private CompletionStage<ToolResult> begun(Declared tool, Arguments arguments, String same)
      throws Refusal {
    if (tool.spec().mustConfirm()) {
      shared.counter().count(Event.CONFIRMED);
    }
    if (!shared.places().tryAcquire()) {
      shared.counter().count(Event.OVER_LIMIT);
      throw new Refusal("Too many tools are in use. Say that it does not work at the moment.");
    }
    Execution.Around around =
        new Execution.Around(
            shared,
            scene,
            fillers,
            records,
            redactor,
            Breakers.key(scene.facts(), tool.spec().name()));
    Ended ended = new Ended();
    Execution execution = new Execution(around, tool, arguments, turn, ended);
    ended.execution = Optional.of(execution);
    running.add(execution);
    if (tool.isWriting()) {
      madeThisTurn.put(same, execution.answer());
    }
    execution.start();
    return execution.answer();
  }

  private CompletionStage<ToolResult> refused(String sentence) {
    shared.counter().count(Event.REFUSED);
    return CompletableFuture.completedFuture(
        new ToolResult(Answers.error(redactor.known(sentence)), Kind.REFUSED));
  }

  /// Gives the place back, once.
  private final class Ended implements Runnable {
    private Optional<Execution> execution = Optional.empty();

    @Override
    public void run() {
      execution.ifPresent(running::remove);
      shared.places().release();
    }
  }
}
