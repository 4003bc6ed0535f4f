package io.oratio.control.conversation;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.page.Cursor;
import io.oratio.runtime.conversation.TextAgents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Conversations as they are kept: lists, one, its messages, its surroundings, and following it.
final class ConversationEndpoints implements Endpoints {
  /// How many pages of the store are looked at for one page of a caller who sees few of them.
  private static final int LOOKS_MAX = 10;

  private final Conversations conversations;
  private final TextAgents agents;
  private final Sight sight;
  private final Openings openings;
  private final Reading reading;
  private final Readers readers;

  ConversationEndpoints(
      Conversations conversations,
      TextAgents agents,
      Sight sight,
      Openings openings,
      Reading reading,
      Readers readers) {
    this.conversations = conversations;
    this.agents = agents;
    this.sight = sight;
    this.openings = openings;
    this.reading = reading;
    this.readers = readers;
  }

  @Override
  public void register(Register on) {
    on.answer("listConversations", this::list);
    on.answer("addConversation", this::add);
    on.answer("getConversation", this::find);
    on.answer("listMessages", this::messages);
    on.answer("putContext", this::putContext);
    on.answer("streamConversation", this::stream);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<Cursor> after = request.text("cursor").map(ConversationEndpoints::cursor);
    Optional<String> agentId = request.text("agentId").or(() -> onlyAgent(request.caller()));
    List<Conversation> seen = new ArrayList<>();
    for (int look = 0; look < LOOKS_MAX; look++) {
      io.oratio.domain.page.Page<Conversation> page =
          conversations.list(request.tenantId(), agentId, after, limit);
      for (Conversation each : page.items()) {
        if (Sight.sees(request.caller(), each)) {
          seen.add(each);
          if (seen.size() == limit) {
            boolean isLast = page.next().isEmpty() && each.equals(page.items().getLast());
            return page(seen, isLast ? Optional.empty() : Optional.of(each.place()));
          }
        }
      }
      after = page.next();
      if (after.isEmpty()) {
        break;
      }
    }
    return page(seen, after);
  }

  private static Answer page(List<Conversation> seen, Optional<Cursor> next) {
    return Answer.ok(
        Json.object()
            .with("data", Json.list(seen, ConversationJson::of))
            .with("nextCursor", next.map(Cursor::text))
            .node());
  }

  private static Cursor cursor(String text) {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException _) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", "is not one that this list gave");
    }
  }

  private static Optional<String> onlyAgent(Caller caller) {
    return caller instanceof Caller.Key(_, _, _, Set<String> agentIds) && agentIds.size() == 1
        ? Optional.of(agentIds.iterator().next())
        : Optional.empty();
  }

  private Answer add(Request request) {
    String agentId = request.body().path("agentId").asString("");
    Conversation made =
        openings.open(
            request,
            agentId,
            request.body().path("subject").asString(""),
            Openings.texts(request.body().path("context")));
    return Answer.created("/api/conversations/" + made.conversationId(), ConversationJson.of(made));
  }

  private Answer find(Request request) {
    return Answer.ok(ConversationJson.of(sight.conversation(request)));
  }

  private Answer messages(Request request) {
    Conversation its = sight.conversation(request);
    int limit = Page.limit(request);
    int after = request.text("cursor").map(ConversationEndpoints::sequence).orElse(0);
    List<Message> found =
        conversations.messages(its.tenantId(), its.conversationId(), after, limit + 1);
    return Page.of(
        found,
        limit,
        ConversationJson::of,
        it -> io.oratio.control.web.Cursor.after(Integer.toString(it.sequence())));
  }

  private static int sequence(String cursor) {
    String key = io.oratio.control.web.Cursor.parse(cursor, 1).key(0);
    if (!key.matches("[0-9]{1,9}")) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", "is not one that this list gave");
    }
    return Integer.parseInt(key);
  }

  private Answer putContext(Request request) {
    Conversation its = sight.conversation(request);
    return agents
        .surround(
            its.tenantId(), its.conversationId(), Openings.texts(request.body().path("context")))
        .map(it -> Answer.ok(ConversationJson.of(it)))
        .orElseThrow(
            () -> Refusal.of(ErrorCode.CONVERSATION_NOT_FOUND, "There is no such conversation."));
  }

  private Answer stream(Request request) {
    Conversation its = sight.conversation(request);
    EventStream stream = new EventStream(reading.streamCapacity());
    stream.onClose(
        reading.begin(its, request.text("last-event-id"), it -> stream.offer(it.event())));
    readers.watch(stream, request);
    return Answer.events(stream);
  }
}
