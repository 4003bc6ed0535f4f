package io.oratio.control.compatible;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.runtime.conversation.Opening;
import io.oratio.runtime.conversation.Reply;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.RunEvent;
import io.oratio.runtime.conversation.TextAgents;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Answers a chat that its caller keeps.
final class CompletionEndpoints implements Endpoints {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int WAITING_MAX = 4096;

  private final TextAgents agents;
  private final Duration patience;

  CompletionEndpoints(TextAgents agents, Duration patience) {
    this.agents = agents;
    this.patience = patience;
  }

  @Override
  public void register(Register on) {
    on.answer("complete", this::complete);
  }

  private Answer complete(Request request) {
    Asked asked = Asked.of(request.body());
    if (!ModelEndpoints.mayUse(request.caller(), asked.model())) {
      throw noSuchAgent();
    }
    Conversation its = open(request, asked);
    Chunks chunks = new Chunks(its.conversationId(), asked.model(), its.createdAt());
    try {
      return asked.isStreamed()
          ? streamed(request, asked, its, chunks)
          : whole(request, asked, its, chunks);
    } catch (Refusal refusal) {
      agents.end(its.tenantId(), its.conversationId(), "refused");
      throw refusal;
    }
  }

  private Conversation open(Request request, Asked asked) {
    try {
      return agents.open(
          new Opening(
              request.tenantId(),
              asked.model(),
              0,
              asked.user(),
              Channel.API,
              Map.of(),
              CustomerMetadata.none()),
          asked.before());
    } catch (ReplyRefused e) {
      throw refusal(e, asked);
    }
  }

  private Answer whole(Request request, Asked asked, Conversation its, Chunks chunks) {
    Reply reply = begin(request, asked, its, _ -> {});
    io.oratio.runtime.conversation.Answer answer = awaited(reply);
    failure(answer)
        .ifPresent(
            it -> {
              throw it;
            });
    return Answer.ok(chunks.whole(answer));
  }

  /// The run is stopped if nobody reads it any more: nobody could ask for it later.
  private Answer streamed(Request request, Asked asked, Conversation its, Chunks chunks) {
    EventStream stream = new EventStream(WAITING_MAX);
    stream.offer(chunks.first());
    Reply reply =
        begin(
            request,
            asked,
            its,
            event -> {
              if (event instanceof RunEvent.MessageDelta(int _, String _, String text)) {
                stream.offer(chunks.words(text));
              }
            });
    stream.onClose(reply::cancel);
    reply.answer().thenAccept(it -> finish(stream, asked, chunks, it));
    return Answer.events(stream);
  }

  private static void finish(
      EventStream stream,
      Asked asked,
      Chunks chunks,
      io.oratio.runtime.conversation.Answer answer) {
    Optional<Refusal> failure = failure(answer);
    if (failure.isPresent()) {
      stream.offer(error(failure.get()));
    } else {
      stream.offer(chunks.last(answer));
      if (asked.isUsageTold()) {
        stream.offer(chunks.used(answer));
      }
    }
    stream.end(Chunks.DONE);
  }

  private Reply begin(Request request, Asked asked, Conversation its, Consumer<RunEvent> listener) {
    try {
      Reply reply =
          agents.reply(
              its.tenantId(), its.conversationId(), asked.words(), request.requestId(), listener);
      reply.answer().thenAccept(_ -> agents.end(its.tenantId(), its.conversationId(), "answered"));
      return reply;
    } catch (ReplyRefused e) {
      throw refusal(e, asked);
    }
  }

  private io.oratio.runtime.conversation.Answer awaited(Reply reply) {
    try {
      return reply.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      reply.cancel();
      throw Refusal.of(ErrorCode.UNAVAILABLE, "The answer takes too long; it was stopped.")
          .retryAfter(SOON);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer never fails", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Refusal.of(ErrorCode.DRAINING, "This server is about to stop.").retryAfter(SOON);
    }
  }

  /// Why an answer is none; empty for one that is.
  private static Optional<Refusal> failure(io.oratio.runtime.conversation.Answer answer) {
    return switch (answer.reason()) {
      case UNAVAILABLE, BROKEN_OFF ->
          Optional.of(
              Refusal.of(ErrorCode.UPSTREAM_FAILED, "The language model did not answer.")
                  .by("model"));
      case OUR_ERROR, CANCELLED ->
          Optional.of(
              Refusal.of(ErrorCode.UNAVAILABLE, "The answer could not be given.").retryAfter(SOON));
      case USUAL, RESUMED, HANDED_OFF, ENDED, BUDGET_REACHED, CUT_OFF, TOO_MANY_TOOLS ->
          Optional.empty();
    };
  }

  private static Event error(Refusal refusal) {
    return Event.plain(
        Json.object()
            .with(
                "error",
                Json.object()
                    .with("code", refusal.code().name())
                    .with("message", String.valueOf(refusal.getMessage())))
            .node()
            .toString());
  }

  private static Refusal noSuchAgent() {
    return Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent.");
  }

  private static Refusal refusal(ReplyRefused refused, Asked asked) {
    String sentence = String.valueOf(refused.getMessage());
    return switch (refused.why()) {
      case NOT_FOUND -> noSuchAgent();
      case BAD_MESSAGE ->
          Refusal.of(ErrorCode.REQUEST_INVALID, sentence).at(asked.place(), sentence);
      case BUSY, CROWDED -> Refusal.of(ErrorCode.UNAVAILABLE, sentence).retryAfter(SOON);
      case NOT_READY -> Refusal.of(ErrorCode.AGENT_NOT_READY, sentence);
      case PAUSED -> Refusal.of(ErrorCode.AGENT_STATE_CONFLICT, sentence);
      case CLOSING -> Refusal.of(ErrorCode.DRAINING, sentence).retryAfter(SOON);
    };
  }
}
