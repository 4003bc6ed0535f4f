package io.oratio.storage.dynamodb;

import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Conversations in the table `conversations`, their messages in `messages`, their runs in `runs`.
/// Saving a conversation writes every attribute but those of its usage, to which [#charge] adds.
final class DynamoDbConversations implements Conversations {
  private final Table conversations;
  private final Table messages;
  private final Table runs;

  DynamoDbConversations(Table conversations, Table messages, Table runs) {
    this.conversations = conversations;
    this.messages = messages;
    this.runs = runs;
  }

  @Override
  public void save(Conversation conversation) {
    conversations.set(
        key(conversation.tenantId(), conversation.conversationId()),
        Item.empty()
            .put("agentId", conversation.agentId())
            .put("tenantIdAgentId", conversation.tenantId().value() + "#" + conversation.agentId())
            .put(
                "updatedAtConversationId",
                Newest.place(conversation.updatedAt(), conversation.conversationId()))
            .put("agentVersion", conversation.agentVersion())
            .put("subject", conversation.subject())
            .put("summary", conversation.summary())
            .put("summarisedThrough", conversation.summarisedThrough())
            .put("context", PairsBody.write(conversation.context()))
            .put("createdAt", conversation.createdAt())
            .put("updatedAt", conversation.updatedAt()));
  }

  @Override
  public Optional<Conversation> find(TenantId tenantId, String conversationId) {
    return conversations
        .find(key(tenantId, conversationId))
        .map(DynamoDbConversations::readConversation);
  }

  @Override
  public List<Conversation> recent(TenantId tenantId, int limit) {
    return conversations
        .newestOf(tenantId, Tables.Index.NEWEST_UPDATED, limit)
        .map(DynamoDbConversations::readConversation)
        .toList();
  }

  @Override
  public Page<Conversation> list(
      TenantId tenantId, Optional<String> agentId, Optional<Cursor> after, int limit) {
    String sort = "updatedAtConversationId";
    return agentId
        .map(it -> tenantId.value() + "#" + it)
        .map(it -> new Newest(Tables.Index.CONVERSATIONS_OF_AGENT, "tenantIdAgentId", it, sort))
        .orElseGet(
            () -> new Newest(Tables.Index.NEWEST_UPDATED, "tenantId", tenantId.value(), sort))
        .page(
            conversations,
            Optional.empty(),
            Optional.empty(),
            after,
            limit,
            DynamoDbConversations::readConversation,
            _ -> true,
            Conversation::place);
  }

  /// A conversation goes after what hangs on it, so that a removal that is broken off can be called
  /// again.
  @Override
  public int removeOf(TenantId tenantId, String agentId, int limit) {
    List<Conversation> gone = list(tenantId, Optional.of(agentId), Optional.empty(), limit).items();
    for (Conversation each : gone) {
      String id = each.conversationId();
      messages
          .query(messagesOf(tenantId, id, 0).build())
          .mapToInt(it -> it.integer("sequence"))
          .forEach(it -> messages.delete(ofConversation(tenantId, id).put("sequence", it)));
      runs.query(
              QueryRequest.builder()
                  .keyConditionExpression("tenantIdConversationId = :conversation")
                  .expressionAttributeValues(
                      Map.of(":conversation", conversationValue(tenantId, id)))
                  .consistentRead(true)
                  .build())
          .map(it -> it.text("runId"))
          .toList()
          .forEach(it -> runs.delete(ofConversation(tenantId, id).put("runId", it)));
      conversations.delete(key(tenantId, id));
    }
    return gone.size();
  }

  /// A conversation that is taken out just then may leave this message behind; nobody finds it.
  @Override
  public boolean append(TenantId tenantId, String conversationId, Message message) {
    if (conversations.find(key(tenantId, conversationId)).isEmpty()) {
      throw absent(conversationId);
    }
    return messages.putOnce(
        ofConversation(tenantId, conversationId)
            .put("sequence", message.sequence())
            .put("tenantId", tenantId.value())
            .put("conversationId", conversationId)
            .put("messageId", message.id())
            .put("role", message.role().wireName())
            .put("content", message.content())
            .put("toolName", message.toolName())
            .put("toolCallId", message.toolCallId())
            .put("metadata", message.metadata())
            .put("sentAt", message.timestamp()),
        "tenantIdConversationId");
  }

  @Override
  public List<Message> messages(
      TenantId tenantId, String conversationId, int afterSequence, int limit) {
    return messages
        .query(
            messagesOf(tenantId, conversationId, afterSequence).limit(Shape.limit(limit)).build())
        .limit(limit)
        .map(DynamoDbConversations::readMessage)
        .toList();
  }

  @Override
  public int lastSequence(TenantId tenantId, String conversationId) {
    return messages
        .query(messagesOf(tenantId, conversationId, 0).scanIndexForward(false).limit(1).build())
        .limit(1)
        .mapToInt(it -> it.integer("sequence"))
        .findFirst()
        .orElse(0);
  }

  @Override
  public Usage charge(TenantId tenantId, String conversationId, Usage used) {
    return conversations
        .add(
            key(tenantId, conversationId),
            "conversationId",
            "ADD inputTokens :inputTokens, outputTokens :outputTokens, costMicros :costMicros,"
                + " modelCalls :modelCalls",
            Map.of(
                ":inputTokens", number(used.inputTokens()),
                ":outputTokens", number(used.outputTokens()),
                ":costMicros", number(used.costMicros()),
                ":modelCalls", number(used.modelCalls())))
        .map(DynamoDbConversations::readUsage)
        .orElseThrow(() -> absent(conversationId));
  }

  @Override
  public void save(TenantId tenantId, Run run) {
    Item item =
        ofConversation(tenantId, run.conversationId())
            .put("runId", run.runId())
            .put("startedAtRunId", Item.time(run.startedAt()) + "#" + run.runId())
            .put("tenantId", tenantId.value())
            .put("conversationId", run.conversationId())
            .put("status", run.status().wireName())
            .put("correlationId", run.correlationId())
            .put("node", run.node())
            .put("checkpoint", run.checkpoint())
            .put("error", run.error())
            .put("startedAt", run.startedAt())
            .put("updatedAt", run.updatedAt());
    if (run.status() == Run.Status.RUNNING) {
      item.put("runningNode", run.node());
    }
    runs.put(item);
  }

  @Override
  public List<Run> runs(TenantId tenantId, String conversationId, int limit) {
    return runs.query(
            QueryRequest.builder()
                .indexName(Tables.Index.NEWEST_RUNS)
                .keyConditionExpression("tenantIdConversationId = :conversation")
                .expressionAttributeValues(
                    Map.of(":conversation", conversationValue(tenantId, conversationId)))
                .scanIndexForward(false)
                .limit(Shape.limit(limit))
                .build())
        .limit(limit)
        .map(DynamoDbConversations::readRun)
        .toList();
  }

  @Override
  public List<Left> unfinishedOn(String node) {
    return runs.query(
            QueryRequest.builder()
                .indexName(Tables.Index.RUNNING)
                .keyConditionExpression("runningNode = :node")
                .expressionAttributeValues(Map.of(":node", AttributeValue.fromS(node)))
                .build())
        .map(it -> new Left(it.tenantId(), readRun(it)))
        .toList();
  }

  private static IllegalStateException absent(String conversationId) {
    return new IllegalStateException("there is no conversation " + conversationId);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static QueryRequest.Builder messagesOf(
      TenantId tenantId, String conversationId, int afterSequence) {
    return QueryRequest.builder()
        .keyConditionExpression("tenantIdConversationId = :conversation AND #sequence > :after")
        .expressionAttributeNames(Map.of("#sequence", "sequence"))
        .expressionAttributeValues(
            Map.of(
                ":conversation",
                conversationValue(tenantId, conversationId),
                ":after",
                number(afterSequence)))
        .consistentRead(true);
  }

  private static Item key(TenantId tenantId, String conversationId) {
    return Item.of(tenantId).put("conversationId", conversationId);
  }

  private static Item ofConversation(TenantId tenantId, String conversationId) {
    return Item.empty()
        .put("tenantIdConversationId", conversationValue(tenantId, conversationId).s());
  }

  /// Neither part may hold a `#`, so two conversations never share a key.
  private static AttributeValue conversationValue(TenantId tenantId, String conversationId) {
    return AttributeValue.fromS(tenantId.value() + "#" + conversationId);
  }

  private static Conversation readConversation(Item item) {
    return new Conversation(
        item.tenantId(),
        item.text("conversationId"),
        item.text("agentId"),
        item.integer("agentVersion"),
        item.text("subject"),
        item.text("summary"),
        item.integer("summarisedThrough"),
        PairsBody.read(item.text("context")),
        readUsage(item),
        item.instant("createdAt"),
        item.instant("updatedAt"));
  }

  private static Usage readUsage(Item item) {
    return new Usage(
        item.longInteger("inputTokens"),
        item.longInteger("outputTokens"),
        item.longInteger("costMicros"),
        item.integer("modelCalls"));
  }

  private static Message readMessage(Item item) {
    return new Message(
        item.text("messageId"),
        item.integer("sequence"),
        Message.Role.fromWire(item.text("role")),
        item.text("content"),
        item.text("toolName"),
        item.text("toolCallId"),
        item.text("metadata"),
        item.instant("sentAt"));
  }

  private static Run readRun(Item item) {
    return new Run(
        item.text("runId"),
        item.text("conversationId"),
        Run.Status.fromWire(item.text("status")),
        item.text("correlationId"),
        item.text("node"),
        item.text("checkpoint"),
        item.optionalText("error"),
        item.instant("startedAt"),
        item.instant("updatedAt"));
  }
}
