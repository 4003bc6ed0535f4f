package io.oratio.control.conversation;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.runtime.conversation.Reply;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.RunEvent;
import io.oratio.runtime.conversation.TextAgents;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Saying something to an agent, and its answer: whole, as it comes, or later.
final class ChatEndpoints implements Endpoints {
  private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(5);
  private static final int FACTS_MAX = 32;

  private final Sessions sessions;
  private final TextAgents agents;
  private final Sight sight;
  private final Openings openings;
  private final Runs runs;
  private final Reading reading;
  private final Duration patience;

  ChatEndpoints(
      Sessions sessions,
      TextAgents agents,
      Sight sight,
      Openings openings,
      Runs runs,
      Reading reading,
      Duration patience) {
    this.sessions = sessions;
    this.agents = agents;
    this.sight = sight;
    this.openings = openings;
    this.runs = runs;
    this.reading = reading;
    this.patience = patience;
  }

  @Override
  public void register(Register on) {
    on.answer("chat", this::chat);
    on.answer("addMessage", this::add);
  }

  private Answer chat(Request request) {
    Wanted wanted = Wanted.of(request);
    Conversation conversation = conversation(request);
    String words = request.body().path("message").asString("");
    return switch (wanted) {
      case WHOLE -> whole(request, conversation, words);
      case EVENTS -> events(request, conversation, words, "/message");
    };
  }

  /// The conversation that goes on, or a new one.
  private Conversation conversation(Request request) {
    Map<String, String> facts = Openings.texts(request.body().path("metadata"));
    Optional<String> id = request.body().path("sessionId").stringValueOpt();
    if (id.isEmpty()) {
      return openings.open(request, request.path("agentId"), "", facts);
    }
    Conversation its = sight.conversation(request, id.get());
    if (!its.agentId().equals(request.path("agentId"))) {
      throw Refusal.of(ErrorCode.CONVERSATION_NOT_FOUND, "There is no such conversation.");
    }
    refuseClosed(its);
    return knowing(its, facts);
  }

  private Answer add(Request request) {
    Wanted wanted = Wanted.of(request);
    Conversation its = sight.conversation(request);
    refuseClosed(its);
    Conversation knowing = knowing(its, Openings.texts(request.body().path("metadata")));
    String words = request.body().path("content").asString("");
    return switch (wanted) {
      case WHOLE ->
          Answer.accepted(
              ConversationJson.of(begin(request, knowing, words, "/content", _ -> {}).standing()));
      case EVENTS -> events(request, knowing, words, "/content");
    };
  }

  /// Adds facts to the surroundings.
  private Conversation knowing(Conversation its, Map<String, String> facts) {
    Map<String, String> all = new LinkedHashMap<>(its.context());
    all.putAll(facts);
    if (all.equals(its.context())) {
      return its;
    }
    if (all.size() > FACTS_MAX) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "The conversation knows too many facts.")
          .at("/metadata", "together with the context has more than " + FACTS_MAX + " names");
    }
    return agents.surround(its.tenantId(), its.conversationId(), all).orElse(its);
  }

  /// @throws Refusal 409 if the conversation is over
  void refuseClosed(Conversation its) {
    boolean isOver =
        sessions
            .find(its.tenantId(), its.conversationId())
            .map(it -> it.endTime().isPresent())
            .orElse(true);
    if (isOver) {
      throw Refusal.of(ErrorCode.CONVERSATION_CLOSED, "The conversation is over; begin a new one.");
    }
  }

  private Answer whole(Request request, Conversation its, String words) {
    Reply reply = begin(request, its, words, "/message", _ -> {}).reply();
    io.oratio.runtime.conversation.Answer answer = awaited(reply);
    if (answer.reason() == RunEvent.Reason.UNAVAILABLE
        || answer.reason() == RunEvent.Reason.BROKEN_OFF) {
      throw Refusal.of(ErrorCode.UPSTREAM_FAILED, "The language model did not answer.").by("model");
    }
    if (answer.reason() == RunEvent.Reason.OUR_ERROR) {
      throw Refusal.of(ErrorCode.UNAVAILABLE, "The answer could not be given or kept.")
          .retryAfter(WORTH_ANOTHER_TRY);
    }
    return Answer.ok(json(its, answer));
  }

  private JsonNode json(Conversation its, io.oratio.runtime.conversation.Answer answer) {
    Optional<Session> session =
        answer.isHandedOff()
            ? sessions.find(its.tenantId(), its.conversationId())
            : Optional.empty();
    return ConversationJson.of(answer, its.conversationId(), session);
  }

  private io.oratio.runtime.conversation.Answer awaited(Reply reply) {
    try {
      return reply.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      reply.cancel();
      throw Refusal.of(ErrorCode.UNAVAILABLE, "The answer takes too long; the run was stopped.")
          .retryAfter(WORTH_ANOTHER_TRY);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer never fails", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Refusal.of(ErrorCode.DRAINING, "This server is about to stop.")
          .retryAfter(WORTH_ANOTHER_TRY);
    }
  }

  /// The events of this run only; they go on in the conversation's own stream, with the same ids,
  /// if the reader is lost. The run ends whoever reads.
  private Answer events(Request request, Conversation its, String words, String field) {
    EventStream stream = new EventStream(reading.streamCapacity());
    Runs.Begun begun = begin(request, its, words, field, it -> stream.offer(it.event()));
    begun
        .reply()
        .answer()
        .thenAccept(
            it ->
                stream.end(
                    new Event(Optional.empty(), Optional.of("end"), json(its, it).toString())));
    return Answer.events(stream);
  }

  private Runs.Begun begin(
      Request request,
      Conversation its,
      String words,
      String field,
      Consumer<Journal.Entry> reader) {
    try {
      return runs.begin(its, words, request.requestId(), reader);
    } catch (ReplyRefused e) {
      throw Refusals.of(e, field);
    }
  }
}
