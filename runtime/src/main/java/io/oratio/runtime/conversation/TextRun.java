package io.oratio.runtime.conversation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.memory.Fact;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Session.Completion;
import io.oratio.domain.session.SessionStatus;
import io.oratio.runtime.conversation.RunEvent.Reason;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.model.Ask;
import io.oratio.runtime.model.Cancellation;
import io.oratio.runtime.model.ModelCall;
import io.oratio.runtime.model.Outcome;
import io.oratio.runtime.model.ToolSpecs;
import io.oratio.runtime.prompt.CallSetting;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// One run, from a person's message to the answer; made anew from its checkpoint when its process
/// ended in between. Runs on a virtual thread of its own, which holds the conversation.
final class TextRun {
  private static final Logger LOG = LoggerFactory.getLogger(TextRun.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SEARCH = "knowledge_search";
  private static final String HAND_OFF = "hand_off";

  /// Beyond any tool's own limit; only a broken tool comes to it.
  private static final long LONGEST_TOOL_SECONDS = 150;

  /// What all runs have in common.
  record Around(
      TextStores stores,
      TextMind mind,
      Optional<ModelCall> model,
      PromptAssembly prompts,
      TextSettings settings,
      Clock clock,
      Supplier<String> ids) {}

  private final Around around;
  private final Live live;
  private final Live.Opened opened;
  private final String runId;
  private final String correlationId;
  private final Cancellation cancellation;
  private final Telling telling;
  private final Pages pages;
  private final Instant startedAt;

  private Usage usage;
  private Reason reason = Reason.USUAL;
  private Run.Status status = Run.Status.COMPLETED;
  private Optional<String> error = Optional.empty();
  private String own = "";
  private boolean isGuessed;

  TextRun(
      Around around,
      Live live,
      Live.Opened opened,
      String runId,
      String correlationId,
      Instant startedAt,
      Cancellation cancellation,
      Telling telling) {
    this.around = around;
    this.live = live;
    this.opened = opened;
    this.runId = runId;
    this.correlationId = correlationId;
    this.startedAt = startedAt;
    this.cancellation = cancellation;
    this.telling = telling;
    this.pages = new Pages(around.stores(), opened, runId, around.clock(), around.ids());
    this.usage = conversation().usage();
  }

  /// Answers a message.
  Answer answer(String words) {
    begun(Reason.USUAL, "");
    return ended(
        () -> {
          int sequence = pages.user(words);
          checkpoint(sequence);
          opened.tools.heard(words);
          decide(words);
        });
  }

  /// Goes on after its process ended.
  ///
  /// @param message the person's message it was answering
  Answer resumed(Message message, List<Message> after) {
    begun(Reason.RESUMED, checkpointOf(message.sequence()));
    return ended(
        () -> {
          opened.tools.heard(message.content());
          if (around.model().isEmpty()) {
            offline(message.content());
            return;
          }
          List<ToolExecutionRequest> open = History.unanswered(after);
          if (!open.isEmpty()) {
            use(open);
          }
          converse(around.model().get());
        });
  }

  private void begun(Reason why, String checkpoint) {
    save(Run.Status.RUNNING, checkpoint);
    telling.status(Run.Status.RUNNING, why, live.isHandedOff, usage);
    opened.scene.speaksTo(telling::sentence);
  }

  /// Does the work and writes how it ended, whatever happens.
  private Answer ended(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // The root of a run: a store that is away or a fault of ours ends it, not the process.
      LOG.error("run {} failed", runId, e);
      fail(Reason.OUR_ERROR, Sentences.OUR_ERROR, "something of ours failed");
    }
    opened.scene.speaksTo(_ -> {});
    if (cancellation.isCancelled()) {
      status = Run.Status.INTERRUPTED;
      reason = Reason.CANCELLED;
    }
    if (live.isEnded && reason == Reason.USUAL) {
      reason = Reason.ENDED;
    }
    telling.sources();
    try {
      written();
    } catch (RuntimeException e) {
      // The answer was given; what cannot be written now is told to the operator.
      LOG.error("run {} could not be written", runId, e);
      status = Run.Status.FAILED;
      reason = Reason.OUR_ERROR;
    }
    telling.status(status, reason, live.isHandedOff, usage);
    return new Answer(
        runId,
        telling.said(),
        telling.kept(),
        status,
        reason,
        live.isHandedOff,
        live.isEnded,
        usage);
  }

  private void written() {
    boolean isInterrupted = status == Run.Status.INTERRUPTED;
    if (!telling.said().isBlank() || !own.isBlank()) {
      long millis = java.time.Duration.between(startedAt, around.clock().instant()).toMillis();
      pages.answer(
          telling.said(),
          own.isBlank() ? telling.said() : own,
          Metadata.ofAnswer(runId, telling.kept(), reason, millis, isGuessed),
          isInterrupted);
    }
    touch();
    save(status, "");
    if (live.isEnded) {
      complete(reason);
    }
  }

  private void decide(String words) {
    Optional<String> alarm = around.mind().alarm(opened.agent, opened.facts(), words);
    if (alarm.isPresent()) {
      live.isHandedOff = true;
      reason = Reason.HANDED_OFF;
      telling.sentence(alarm.get());
      return;
    }
    if (cancellation.isCancelled()) {
      return;
    }
    if (live.isHandedOff && around.settings().isQuietAfterHandoff()) {
      reason = Reason.HANDED_OFF;
      return;
    }
    if (opened.messages >= around.settings().messages()) {
      end(Reason.ENDED, Sentences.TOO_MANY_MESSAGES);
      return;
    }
    boolean wasHandedOff = live.isHandedOff;
    if (around.model().isPresent()) {
      converse(around.model().get());
    } else {
      offline(words);
    }
    if (live.isHandedOff && !wasHandedOff) {
      reason = Reason.HANDED_OFF;
      if (telling.said().isBlank()) {
        telling.sentence(Sentences.HANDED_OFF);
      }
    }
  }

  /// The model and its tools, in turns, until it has nothing more to ask for.
  private void converse(ModelCall model) {
    for (int round = 0; round <= around.settings().rounds(); round++) {
      if (isOverBudget()) {
        end(Reason.BUDGET_REACHED, Sentences.BUDGET_REACHED);
        return;
      }
      telling.nextRound();
      Outcome outcome = model.ask(question(), telling::words, cancellation);
      charge(outcome.spent());
      switch (outcome) {
        case Outcome.Answered answered -> {
          if (answered.tools().isEmpty()) {
            own = answered.words();
            if (answered.finish() == Outcome.Finish.LENGTH) {
              reason = Reason.CUT_OFF;
              telling.sentence(Sentences.CUT_OFF);
            }
            return;
          }
          if (round == around.settings().rounds()) {
            fail(Reason.TOO_MANY_TOOLS, Sentences.TOO_MANY_TOOLS, "tools without an end");
            return;
          }
          List<ToolExecutionRequest> calls = named(answered.tools());
          pages.calls(answered.words(), calls);
          use(calls);
          if (cancellation.isCancelled()) {
            return;
          }
        }
        case Outcome.Broken _ -> {
          fail(Reason.BROKEN_OFF, Sentences.BROKEN_OFF, "the model's answer broke off");
          return;
        }
        case Outcome.Nothing nothing -> {
          boolean isFiltered = nothing.why() == Outcome.Why.FILTERED;
          fail(
              Reason.UNAVAILABLE,
              isFiltered ? Sentences.FILTERED : Sentences.UNAVAILABLE,
              nothing.sentence());
          return;
        }
        case Outcome.Cancelled _ -> {
          return;
        }
      }
    }
  }

  private Ask question() {
    Conversation now = conversation();
    List<ToolSpec> specs = opened.tools.specs();
    List<Message> messages =
        History.fitting(
            History.after(
                around.stores().conversations(), live.tenantId, live.id, now.summarisedThrough()),
            around.settings().memoryTokens());
    List<ChatMessage> told = new ArrayList<>();
    told.add(SystemMessage.from(around.prompts().text(opened.agent, setting(now, specs))));
    told.addAll(History.told(messages));
    List<ToolSpecification> tools =
        specs.stream()
            .map(it -> ToolSpecs.of(it.name(), it.description(), it.inputSchema()))
            .toList();
    Double temperature = opened.agent.textConfig().temperature();
    return new Ask(
        told, tools, temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature));
  }

  private CallSetting setting(Conversation now, List<ToolSpec> specs) {
    Map<String, String> remembered = new LinkedHashMap<>();
    if (!now.subject().isBlank()) {
      for (Fact fact : around.stores().facts().about(live.tenantId, now.agentId(), now.subject())) {
        remembered.put(fact.name(), fact.value());
      }
    }
    return CallSetting.NOTHING
        .withContext(now.context())
        .withRemembered(remembered)
        .withSummary(now.summary())
        .withTools(specs.stream().map(ToolSpec::name).toList());
  }

  /// A call without an id gets one of ours: the answer has to name it.
  private List<ToolExecutionRequest> named(List<ToolExecutionRequest> calls) {
    List<ToolExecutionRequest> named = new ArrayList<>();
    for (ToolExecutionRequest call : calls) {
      boolean isNamed = call.id() != null && !call.id().isBlank();
      named.add(
          ToolExecutionRequest.builder()
              .id(isNamed ? call.id() : "call_" + opened.messages + "_" + named.size())
              .name(call.name() == null ? "" : call.name())
              .arguments(call.arguments() == null ? "{}" : call.arguments())
              .build());
    }
    return named;
  }

  /// Uses tools, all at once, and writes their results in the order they were asked for.
  private void use(List<ToolExecutionRequest> calls) {
    List<CompletableFuture<ToolResult>> results = new ArrayList<>();
    for (ToolExecutionRequest call : calls) {
      telling.call(call.id(), call.name(), call.arguments());
      results.add(
          opened
              .tools
              .use(new ToolUse(call.id(), call.name(), call.arguments()))
              .toCompletableFuture());
    }
    for (int i = 0; i < calls.size(); i++) {
      told(calls.get(i).id(), calls.get(i).name(), awaited(results.get(i)));
    }
  }

  private void told(String id, String name, ToolResult result) {
    if (name.equals(SEARCH) && result.isDone()) {
      telling.from(Metadata.passages(result.json()));
    }
    telling.result(id, name, result.kind().name().toLowerCase(Locale.ROOT), result.json());
    pages.result(id, name, result);
  }

  private ToolResult awaited(CompletableFuture<ToolResult> result) {
    CompletableFuture<ToolResult> stopped = new CompletableFuture<>();
    Runnable forget =
        cancellation.onCancel(
            () ->
                stopped.complete(
                    failed("The other side stopped this. It is not known whether it was done.")));
    try {
      return (ToolResult)
          CompletableFuture.anyOf(result, stopped).get(LONGEST_TOOL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("run {}: a tool broke its promise ({})", runId, e.getClass().getName());
      return failed("The tool did not answer.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failed("It was stopped.");
    } finally {
      forget.run();
    }
  }

  private static ToolResult failed(String sentence) {
    return new ToolResult(
        JSON.writeValueAsString(Map.of("error", sentence)), ToolResult.Kind.FAILED);
  }

  /// The agent without a model: the same tools, events and records.
  private void offline(String words) {
    io.oratio.runtime.dialogue.Reply reply = opened.dialogue.replyTo(words, true);
    for (int round = 0; round <= around.settings().rounds(); round++) {
      telling.sentence(reply.words());
      telling.from(reply.sources());
      boolean isAsked = reply.tools().stream().anyMatch(it -> it.name().equals(HAND_OFF));
      if (reply.kind() == Kind.HANDOFF && !isAsked) {
        live.isHandedOff = true;
      }
      if (reply.tools().isEmpty() || cancellation.isCancelled()) {
        return;
      }
      List<ToolExecutionRequest> calls =
          reply.tools().stream()
              .map(
                  it ->
                      ToolExecutionRequest.builder()
                          .id(it.toolUseId())
                          .name(it.name())
                          .arguments(it.arguments())
                          .build())
              .toList();
      pages.calls("", calls);
      reply = usedOffline(calls);
    }
  }

  private io.oratio.runtime.dialogue.Reply usedOffline(List<ToolExecutionRequest> calls) {
    io.oratio.runtime.dialogue.Reply last =
        new io.oratio.runtime.dialogue.Reply("", Kind.SILENCE, List.of(), List.of());
    for (ToolExecutionRequest call : calls) {
      telling.call(call.id(), call.name(), call.arguments());
      ToolResult result =
          awaited(
              opened
                  .tools
                  .use(new ToolUse(call.id(), call.name(), call.arguments()))
                  .toCompletableFuture());
      told(call.id(), call.name(), result);
      io.oratio.runtime.dialogue.Reply next =
          opened.dialogue.toolAnswered(call.id(), result.json());
      if (!next.words().isBlank() || !next.tools().isEmpty()) {
        last = next;
      }
    }
    return last;
  }

  private boolean isOverBudget() {
    long budget =
        opened.agent.textConfig().budget() > 0
            ? opened.agent.textConfig().budget()
            : around.settings().budgetMicros();
    return budget > 0 && usage.costMicros() >= budget;
  }

  private void charge(Outcome.Spent spent) {
    isGuessed |= spent.isEstimated();
    if (!spent.usage().equals(Usage.NONE)) {
      usage = around.stores().conversations().charge(live.tenantId, live.id, spent.usage());
    }
  }

  private void end(Reason why, String sentence) {
    reason = why;
    live.isEnded = true;
    telling.sentence(sentence);
  }

  private void fail(Reason why, String sentence, String whatFailed) {
    reason = why;
    status = Run.Status.FAILED;
    error = Optional.of(whatFailed);
    telling.sentence(sentence);
  }

  /// Summarises what has grown too long, after the answer was given.
  void tidy() {
    if (around.model().isEmpty() || cancellation.isCancelled()) {
      return;
    }
    Conversation now = conversation();
    List<Message> messages =
        History.after(
            around.stores().conversations(), live.tenantId, live.id, now.summarisedThrough());
    Summaries.of(
            now,
            messages,
            around.settings().memoryTokens(),
            around.model().get(),
            cancellation,
            around.clock())
        .ifPresent(
            it -> {
              around.stores().conversations().save(it.conversation());
              it.spent().ifPresent(this::charge);
            });
  }

  private Conversation conversation() {
    return around.stores().conversations().find(live.tenantId, live.id).orElse(opened.first);
  }

  /// Moves the conversation to the front of the list.
  private void touch() {
    Conversation it = conversation();
    around
        .stores()
        .conversations()
        .save(
            new Conversation(
                it.tenantId(),
                it.conversationId(),
                it.agentId(),
                it.agentVersion(),
                it.subject(),
                it.summary(),
                it.summarisedThrough(),
                it.context(),
                it.usage(),
                it.createdAt(),
                around.clock().instant()));
  }

  private void complete(Reason why) {
    around
        .stores()
        .sessions()
        .complete(
            live.tenantId,
            opened.session.sessionId(),
            new Completion(
                live.isHandedOff ? SessionStatus.HANDOFF_REQUESTED : SessionStatus.COMPLETED,
                around.clock().instant(),
                new Ending("completed", why.wireName()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private void checkpoint(int userSequence) {
    save(Run.Status.RUNNING, checkpointOf(userSequence));
  }

  private static String checkpointOf(int userSequence) {
    return JSON.writeValueAsString(Map.of("message", userSequence));
  }

  private void save(Run.Status now, String checkpoint) {
    around
        .stores()
        .conversations()
        .save(
            live.tenantId,
            new Run(
                runId,
                live.id,
                now,
                correlationId,
                around.settings().node(),
                checkpoint,
                error,
                startedAt,
                around.clock().instant()));
  }
}
