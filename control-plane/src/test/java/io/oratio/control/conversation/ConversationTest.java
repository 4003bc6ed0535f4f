package io.oratio.control.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.conversation.TextAgents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class ConversationTest {
  private static ApiRig rig;

  private TenantId tenant;
  private ApiClient client;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(TextParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void open() {
    tenant = Bakery.open(rig);
    client = rig.as(tenant, Role.OPERATOR);
  }

  @AfterEach
  void release() {
    rig.bean(BakeryMind.class).release();
  }

  @Test
  void answersAndKeepsTheConversationItsRunAndItsSession() {
    JsonNode answer = chat("{\"message\":\"hello\"}");
    assertThat(answer.path("answer").asString()).isEqualTo("Heard 1: hello");
    assertThat(answer.at("/sources/0/path").asString()).isEqualTo("a.md");
    assertThat(answer.at("/handoff/requested").asBoolean()).isFalse();
    String id = answer.path("sessionId").asString();
    JsonNode second = chat("{\"message\":\"again\",\"sessionId\":\"" + id + "\"}");
    assertThat(second.path("answer").asString()).isEqualTo("Heard 2: again");
    assertThat(second.path("sessionId").asString()).isEqualTo(id);

    assertThat(client.get("/api/conversations/" + id).expect(200).json().path("agentId").asString())
        .isEqualTo("bakery");
    assertThat(data("/api/conversations/" + id + "/messages", "content"))
        .containsExactly(Bakery.GREETING, "hello", "Heard 1: hello", "again", "Heard 2: again");
    assertThat(data("/api/conversations/" + id + "/runs", "runId"))
        .containsExactly(second.path("runId").asString(), answer.path("runId").asString());
    assertThat(run(answer.path("runId").asString()).path("status").asString())
        .isEqualTo("completed");
    Session session = rig.bean(Sessions.class).find(tenant, id).orElseThrow();
    assertThat(session.channel()).isEqualTo(Channel.API);
    assertThat(session.messageCount()).isEqualTo(5);
  }

  @Test
  void readsListsPageByPage() {
    String id = chat("{\"message\":\"one\"}").path("sessionId").asString();
    chat("{\"message\":\"two\",\"sessionId\":\"" + id + "\"}");
    String other = chat("{\"message\":\"other\"}").path("sessionId").asString();
    assertThat(pages("/api/conversations", "conversationId")).containsExactly(other, id);
    assertThat(pages("/api/conversations/" + id + "/messages", "sequence"))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(pages("/api/conversations/" + id + "/runs", "runId")).hasSize(2);
    client.get("/api/conversations?cursor=made-up").expect(400, "CURSOR_INVALID");
    client
        .get("/api/conversations/" + id + "/messages?cursor=made-up")
        .expect(400, "CURSOR_INVALID");
  }

  @Test
  void streamsAnAnswerWithGrowingIdsAndItsEnd() throws Exception {
    List<EventReader.Read> events =
        EventReader.all(
            client
                .with("Accept", "text/event-stream")
                .post("/chat/bakery", "{\"message\":\"order\"}")
                .expect(200)
                .text());
    assertThat(events.stream().map(EventReader.Read::name))
        .containsExactly(
            "run_status",
            "message_delta",
            "tool_call",
            "tool_result",
            "message_delta",
            "run_status",
            "end");
    List<Long> seqs =
        events.stream()
            .filter(it -> !it.id().isEmpty())
            .map(it -> Long.parseLong(it.id()))
            .toList();
    assertThat(seqs).hasSize(6).isSorted().doesNotHaveDuplicates();
    assertThat(events.getFirst().json().path("seq").asLong()).isEqualTo(seqs.getFirst());
    assertThat(events.getLast().json().path("answer").asString())
        .isEqualTo("One moment.\n\nIt says {\"ordered\":true}");
    client.with("Accept", "image/png").post("/chat/bakery", "{\"message\":\"a\"}").expect(406);
  }

  @Test
  void givesEachEventOnceToOneWhoComesBack() throws Exception {
    String id = chat("{\"message\":\"one\"}").path("sessionId").asString();
    chat("{\"message\":\"order\",\"sessionId\":\"" + id + "\"}");
    // The greeting, four events of the first run and six of the second.
    List<EventReader.Read> all;
    try (EventReader reader = EventReader.of(client, id, Optional.of("0"))) {
      all = reader.take(11);
    }
    assertThat(all.getFirst().name()).isEqualTo("message");
    assertThat(all.getFirst().json().at("/message/content").asString()).isEqualTo(Bakery.GREETING);
    for (int i = 0; i < all.size() - 1; i++) {
      try (EventReader reader = EventReader.of(client, id, Optional.of(all.get(i).id()))) {
        assertThat(reader.take(all.size() - i - 1)).isEqualTo(all.subList(i + 1, all.size()));
      }
    }
    try (EventReader reader = EventReader.of(client, id, Optional.of(all.getLast().id()))) {
      chat("{\"message\":\"three\",\"sessionId\":\"" + id + "\"}");
      EventReader.Read next = reader.take(1).getFirst();
      assertThat(next.name()).isEqualTo("run_status");
      assertThat(Long.parseLong(next.id())).isGreaterThan(Long.parseLong(all.getLast().id()));
    }
    try (EventReader reader = EventReader.of(client, id, Optional.of("999999999999"))) {
      assertThat(reader.take(1).getFirst().name()).isEqualTo("resync");
    }
  }

  @Test
  void tellsARunThatLastsToOneWhoComesInTheMiddle() throws Exception {
    rig.bean(BakeryMind.class).hold();
    String id = begin();
    String runId = say(id, "order").path("runId").asString();
    try (EventReader reader = EventReader.of(client, id, Optional.empty())) {
      assertThat(reader.take(3).stream().map(EventReader.Read::name))
          .containsExactly("run_status", "message_delta", "tool_call");
      rig.bean(BakeryMind.class).release();
      assertThat(reader.take(3).getLast().json().path("runId").asString()).isEqualTo(runId);
    }
  }

  @Test
  void stopsARunOnce() {
    rig.bean(BakeryMind.class).hold();
    String id = begin();
    String runId = say(id, "order").path("runId").asString();
    until(() -> run(runId).path("queuePosition").isMissingNode());
    JsonNode stopped = client.post("/api/runs/" + runId + "/cancel", "").expect(200).json();
    assertThat(stopped.path("status").asString()).isEqualTo("interrupted");
    client.post("/api/runs/" + runId + "/cancel", "").expect(409, "RUN_ENDED");
  }

  @Test
  void stopsARunForWhoeverAsksAnotherProcess() {
    rig.bean(BakeryMind.class).hold();
    String id = begin();
    String runId = say(id, "order").path("runId").asString();
    until(() -> run(runId).path("queuePosition").isMissingNode());
    Commands commands = rig.bean(Commands.class);
    assertThat(commands.send(rig.newTenant(), runId, new CallCommand.HangUp()).join())
        .isEqualTo(new Commands.NotHere());
    assertThat(run(runId).path("status").asString()).isEqualTo("running");
    assertThat(commands.send(tenant, runId, new CallCommand.HangUp()).join())
        .isEqualTo(new Commands.Done());
    assertThat(run(runId).path("status").asString()).isEqualTo("interrupted");
  }

  @Test
  void asksTheProcessWhereARunGoesOnToStopIt() {
    String id = begin();
    String runId = id + "-elsewhere";
    Conversations conversations = rig.bean(Conversations.class);
    conversations.save(tenant, elsewhere(id, runId, Run.Status.RUNNING));
    client.post("/api/runs/" + runId + "/cancel", "").expect(503, "UNAVAILABLE");
    Commands.Server other =
        (asker, name, command) -> {
          if (!name.equals(runId)) {
            return new Commands.NotHere();
          }
          conversations.save(asker, elsewhere(id, runId, Run.Status.INTERRUPTED));
          return new Commands.Done();
        };
    try (Subscription _ = rig.bean(Commands.class).serve(other)) {
      JsonNode stopped = client.post("/api/runs/" + runId + "/cancel", "").expect(200).json();
      assertThat(stopped.path("status").asString()).isEqualTo("interrupted");
    }
  }

  private static Run elsewhere(String conversationId, String runId, Run.Status status) {
    Instant now = Instant.now();
    return new Run(
        runId, conversationId, status, "", "another-node", "", Optional.empty(), now, now);
  }

  @Test
  void answersOneAfterTheOtherAndRefusesMoreThanMayWait() {
    rig.bean(BakeryMind.class).hold();
    String id = begin();
    List<String> ids = new ArrayList<>();
    ids.add(say(id, "order 0").path("runId").asString());
    until(() -> run(ids.getFirst()).path("queuePosition").isMissingNode());
    for (int i = 1; i <= 4; i++) {
      JsonNode waiting = say(id, "order " + i);
      assertThat(waiting.path("status").asString()).isEqualTo("running");
      assertThat(waiting.path("queuePosition").asInt()).isEqualTo(i);
      ids.add(waiting.path("runId").asString());
    }
    client
        .post("/api/conversations/" + id + "/messages", "{\"content\":\"one more\"}")
        .expect(409, "RUN_QUEUE_FULL");
    assertThat(data("/api/conversations/" + id + "/runs", "runId"))
        .containsExactlyInAnyOrderElementsOf(ids);
    JsonNode stopped = client.post("/api/runs/" + ids.get(4) + "/cancel", "").expect(200).json();
    assertThat(stopped.path("queuePosition").asInt()).isEqualTo(4);
    rig.bean(BakeryMind.class).release();
    until(() -> ids.stream().noneMatch(it -> run(it).path("status").asString().equals("running")));
    assertThat(run(ids.get(4)).path("status").asString()).isEqualTo("interrupted");
    assertThat(run(ids.get(3)).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void hearsOtherSurroundingsFromTheNextRunOn() {
    String id = begin();
    assertThat(ask(id, "where are we")).isEqualTo("In nowhere");
    client
        .put("/api/conversations/" + id + "/context", "{\"context\":{\"city\":\"Bergen\"}}")
        .expect(200);
    assertThat(ask(id, "where are we")).isEqualTo("In Bergen");
  }

  @Test
  void refusesWhatAnAgentOrAConversationCannotDoNow() {
    client.post("/chat/nobody", "{\"message\":\"a\"}").expect(404, "AGENT_NOT_FOUND");
    Bakery.open(rig.bean(Agents.class), tenant, "paused", AgentStatus.PAUSED);
    client.post("/chat/paused", "{\"message\":\"a\"}").expect(409, "AGENT_STATE_CONFLICT");
    Bakery.open(rig.bean(Agents.class), tenant, "young", AgentStatus.CREATING);
    client.post("/api/conversations", "{\"agentId\":\"young\"}").expect(409, "AGENT_NOT_READY");
    client
        .post("/chat/bakery", "{\"message\":\"" + "a".repeat(9000) + "\"}")
        .expect(400, "REQUEST_INVALID");
    String id = begin();
    rig.bean(TextAgents.class).end(tenant, id, "over");
    client
        .post("/chat/bakery", "{\"message\":\"a\",\"sessionId\":\"" + id + "\"}")
        .expect(409, "CONVERSATION_CLOSED");
    client
        .post("/api/conversations/" + id + "/messages", "{\"content\":\"a\"}")
        .expect(409, "CONVERSATION_CLOSED");
  }

  @Test
  void showsNobodyWhatIsNotTheirs() {
    JsonNode answer = chat("{\"message\":\"secret\"}");
    String id = answer.path("sessionId").asString();
    String runId = answer.path("runId").asString();
    Bakery.open(rig.bean(Agents.class), tenant, "other", AgentStatus.ACTIVE);
    TenantId stranger = Bakery.open(rig);
    List<ApiClient> others =
        List.of(
            rig.as(stranger, Role.OWNER),
            rig.as(
                new Caller.Key(
                    "k", tenant, Set.of("chat:write", "conversations:read"), Set.of("other"))),
            rig.as(new Caller.Visitor("v", tenant, "bakery", Set.of())),
            rig.as(new Caller.Visitor("w", tenant, "bakery", Set.of(), Optional.of("another"))));
    for (ApiClient other : others) {
      other.get("/api/conversations/" + id).expect(404, "CONVERSATION_NOT_FOUND");
      other.get("/api/conversations/" + id + "/messages").expect(404);
      other.get("/api/conversations/" + id + "/runs").expect(404);
      other.get("/api/conversations/" + id + "/events").expect(404);
      other.get("/api/runs/" + runId).expect(404, "RUN_NOT_FOUND");
      other.post("/api/runs/" + runId + "/cancel", "").expect(404);
      other.put("/api/conversations/" + id + "/context", "{\"context\":{}}").expect(404);
      other.post("/api/conversations/" + id + "/messages", "{\"content\":\"a\"}").expect(404);
      other.post("/chat/bakery", "{\"message\":\"a\",\"sessionId\":\"" + id + "\"}").expect(404);
    }
    assertThat(others.get(1).get("/api/conversations").expect(200).json().path("data")).isEmpty();
    assertThat(rig.bean(Conversations.class).lastSequence(tenant, id)).isEqualTo(3);
  }

  @Test
  void letsAVisitorGoOnWithTheirOwnConversationOnly() {
    ApiClient visitor = rig.as(new Caller.Visitor("v1", tenant, "bakery", Set.of()));
    String id =
        visitor
            .post("/chat/bakery", "{\"message\":\"hello\"}")
            .expect(200)
            .json()
            .path("sessionId")
            .asString();
    assertThat(rig.bean(Sessions.class).find(tenant, id).orElseThrow().channel())
        .isEqualTo(Channel.WIDGET);
    visitor.get("/api/conversations/" + id).expect(200);
    rig.as(new Caller.Visitor("v2", tenant, "bakery", Set.of(), Optional.of(id)))
        .get("/api/conversations/" + id)
        .expect(200);
    rig.as(new Caller.Visitor("v2", tenant, "bakery", Set.of()))
        .get("/api/conversations/" + id)
        .expect(404);
    visitor.post("/api/conversations", "{\"agentId\":\"other\"}").expect(404, "AGENT_NOT_FOUND");
  }

  @Test
  void takesUpARunThatTheProcessBeforeLeft() {
    String id = begin();
    Conversations store = rig.bean(Conversations.class);
    Instant now = Instant.now();
    store.append(tenant, id, new Message("m2", 2, Message.Role.USER, "left", "", "", "{}", now));
    String runId = id + "-left";
    store.save(
        tenant,
        new Run(
            runId,
            id,
            Run.Status.RUNNING,
            "",
            "node-1",
            "{\"message\":2}",
            Optional.empty(),
            now,
            now));
    rig.bean(Resumption.class).start();
    until(() -> run(runId).path("status").asString().equals("completed"));
    assertThat(data("/api/conversations/" + id + "/messages", "content"))
        .containsExactly(Bakery.GREETING, "left", "Heard 1: left");
  }

  private JsonNode chat(String body) {
    return client.post("/chat/bakery", body).expect(200).json();
  }

  private String ask(String id, String words) {
    return chat("{\"message\":\"" + words + "\",\"sessionId\":\"" + id + "\"}")
        .path("answer")
        .asString();
  }

  private String begin() {
    return client
        .post("/api/conversations", "{\"agentId\":\"bakery\"}")
        .expect(201)
        .json()
        .path("conversationId")
        .asString();
  }

  private JsonNode say(String id, String words) {
    return client
        .post("/api/conversations/" + id + "/messages", "{\"content\":\"" + words + "\"}")
        .expect(202)
        .json();
  }

  private JsonNode run(String runId) {
    return client.get("/api/runs/" + runId).expect(200).json();
  }

  private List<String> data(String path, String member) {
    return client
        .get(path)
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .map(it -> it.path(member).asString())
        .toList();
  }

  /// Everything of a list, one record at a time.
  private List<String> pages(String path, String member) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get(path + "?limit=1" + cursor).expect(200).json();
      page.path("data").forEach(it -> all.add(it.path(member).asString()));
      cursor =
          page.path("nextCursor").isMissingNode()
              ? ""
              : "&cursor=" + page.path("nextCursor").asString();
    } while (!cursor.isEmpty());
    return all;
  }

  private static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
