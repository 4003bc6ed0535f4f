package io.oratio.storage.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// The one definition of every DynamoDB table. A partition key is the tenant's id or begins with
/// it, so that no request can name a record without naming whose it is; only what belongs to a
/// person, and a key, which is shown before its tenant is known, are found by ids of their own.
/// `docs/data.md` says attribute by attribute who writes and who reads.
public enum Tables {
  TENANTS(List.of(text("tenantId")), List.of()),
  TENANT_POLICIES(List.of(text("tenantId")), List.of()),
  USERS(List.of(text("userId")), List.of()),
  /// `userKey` is `email#{email}` or `external#{issuer}#{subject}`: no two users have the same.
  USER_IDENTITIES(List.of(text("userKey")), List.of()),
  /// Beside the members one item a tenant counts its owners: its `userId` is `#owners`.
  MEMBERS(
      List.of(text("tenantId"), text("userId")),
      List.of(new Index(Index.OF_USER, text("userId"), text("tenantId")))),
  INVITATIONS(
      List.of(text("tenantId"), text("invitationId")),
      List.of(new Index(Index.BY_TOKEN, text("tokenHash"), text("tenantId")))),
  ONE_TIME_TOKENS(List.of(text("tokenHash")), List.of()),
  LOGINS(
      List.of(text("loginId")),
      List.of(new Index(Index.OPEN_OF_USER, text("openUserId"), text("loginId")))),
  LOGIN_HASHES(List.of(text("loginId"), text("secretHash")), List.of()),
  API_KEYS(
      List.of(text("keyId")), List.of(new Index(Index.OF_TENANT, text("tenantId"), text("keyId")))),
  AUDIT_ENTRIES(List.of(text("tenantId"), number("sequence")), List.of()),
  AGENTS(List.of(text("tenantId"), text("agentId")), List.of()),
  /// `agentIdVersion` is `{agentId}#{version, ten digits}`.
  AGENT_VERSIONS(List.of(text("tenantId"), text("agentIdVersion")), List.of()),
  NUMBERS(List.of(text("tenantId"), text("numberId")), List.of()),
  TRUNKS(List.of(text("tenantId"), text("trunkId")), List.of()),
  SESSIONS(
      List.of(text("tenantId"), text("sessionId")),
      List.of(
          new Index(Index.NEWEST_FIRST, text("tenantId"), text("startTime")),
          new Index(Index.UNFINISHED, text("activeNode"), text("startTime")))),
  /// `tenantIdSessionId` is `{tenantId}#{sessionId}`. A turn is an item of its own, since an item
  /// has at most 400 KB.
  TURNS(List.of(text("tenantIdSessionId"), number("sequence")), List.of()),
  KNOWLEDGE_BASES(List.of(text("tenantId"), text("knowledgeBaseId")), List.of()),
  /// `tenantIdKnowledgeBaseId` is `{tenantId}#{knowledgeBaseId}`. A path may be longer than a sort
  /// key (1 KB), so its SHA-256 stands for it.
  KNOWLEDGE_DOCUMENTS(List.of(text("tenantIdKnowledgeBaseId"), text("pathSha256")), List.of()),
  /// `startedAtKey` is `{startedAt}#{executionKey}`.
  TOOL_EXECUTIONS(
      List.of(text("tenantIdSessionId"), text("executionKey")),
      List.of(new Index(Index.IN_ORDER, text("tenantIdSessionId"), text("startedAtKey")))),
  /// `tenantIdAgentIdSubject` is `{tenantId}#{agentId}#{subject}`.
  FACTS(List.of(text("tenantIdAgentIdSubject"), text("name")), List.of()),
  NOTIFICATIONS(
      List.of(text("tenantId"), text("notificationId")),
      List.of(new Index(Index.NEWEST_CREATED, text("tenantId"), text("createdAt")))),
  LETTERS(
      List.of(text("tenantId"), text("letterId")),
      List.of(new Index(Index.NEWEST_CREATED, text("tenantId"), text("createdAt")))),
  CONVERSATIONS(
      List.of(text("tenantId"), text("conversationId")),
      List.of(new Index(Index.NEWEST_UPDATED, text("tenantId"), text("updatedAt")))),
  /// `tenantIdConversationId` is `{tenantId}#{conversationId}`.
  MESSAGES(List.of(text("tenantIdConversationId"), number("sequence")), List.of()),
  /// `startedAtRunId` is `{startedAt}#{runId}`.
  RUNS(
      List.of(text("tenantIdConversationId"), text("runId")),
      List.of(
          new Index(Index.NEWEST_RUNS, text("tenantIdConversationId"), text("startedAtRunId")),
          new Index(Index.RUNNING, text("runningNode"), text("startedAt"))));

  /// What our tables' names begin with unless configured otherwise.
  public static final String USUAL_PREFIX = "oratio-";

  static final String FORGET_AT = "forgetAt";

  private final List<Key> keys;
  private final List<Index> indexes;

  Tables(List<Key> keys, List<Index> indexes) {
    this.keys = keys;
    this.indexes = indexes;
  }

  /// The table's name, for example `oratio-agent-versions`.
  public String nameWith(String prefix) {
    return prefix + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What a stack or [#create] deploys: paid by request, every index with all attributes.
  public CreateTableRequest definitionWith(String prefix) {
    CreateTableRequest.Builder table =
        CreateTableRequest.builder()
            .tableName(nameWith(prefix))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schemaOf(keys))
            .attributeDefinitions(
                java.util.stream.Stream.concat(
                        keys.stream(), indexes.stream().flatMap(it -> it.keys().stream()))
                    .distinct()
                    .map(Key::definition)
                    .toList());
    if (!indexes.isEmpty()) {
      table.globalSecondaryIndexes(
          indexes.stream()
              .map(
                  it ->
                      GlobalSecondaryIndex.builder()
                          .indexName(it.name())
                          .keySchema(schemaOf(it.keys()))
                          .projection(all -> all.projectionType(ProjectionType.ALL))
                          .build())
              .toList());
    }
    return table.build();
  }

  /// The attribute, in seconds since 1970, after which DynamoDB forgets an item by itself, some day
  /// or two later; empty where items stay. [#create] sees to it; a stack has to.
  public Optional<String> forgetAttribute() {
    return switch (this) {
      case ONE_TIME_TOKENS, LOGINS, LOGIN_HASHES -> Optional.of(FORGET_AT);
      default -> Optional.empty();
    };
  }

  /// Makes the tables that are not there and waits, at most two minutes each, until they can be
  /// used: for tests and for the first deployment.
  public static void create(DynamoDbClient client, String prefix) {
    for (Tables table : values()) {
      try {
        client.createTable(table.definitionWith(prefix));
      } catch (ResourceInUseException _) {
        // It is there, as it should be.
      }
    }
    for (Tables table : values()) {
      try (var waiter = client.waiter()) {
        waiter.waitUntilTableExists(
            it -> it.tableName(table.nameWith(prefix)),
            wait -> wait.waitTimeout(Duration.ofMinutes(2)));
      }
      table.forgetAttribute().ifPresent(it -> forgetBy(client, table.nameWith(prefix), it));
    }
  }

  private static void forgetBy(DynamoDbClient client, String name, String attribute) {
    TimeToLiveStatus now =
        client
            .describeTimeToLive(it -> it.tableName(name))
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (now == TimeToLiveStatus.DISABLED) {
      client.updateTimeToLive(
          it ->
              it.tableName(name)
                  .timeToLiveSpecification(by -> by.attributeName(attribute).enabled(true)));
    }
  }

  private static List<KeySchemaElement> schemaOf(List<Key> keys) {
    return java.util.stream.IntStream.range(0, keys.size())
        .mapToObj(
            it ->
                KeySchemaElement.builder()
                    .attributeName(keys.get(it).name())
                    .keyType(it == 0 ? KeyType.HASH : KeyType.RANGE)
                    .build())
        .toList();
  }

  private static Key text(String name) {
    return new Key(name, ScalarAttributeType.S);
  }

  private static Key number(String name) {
    return new Key(name, ScalarAttributeType.N);
  }

  private record Key(String name, ScalarAttributeType type) {
    AttributeDefinition definition() {
      return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }
  }

  /// An index over all attributes; an item without its partition key is not in it.
  record Index(String name, Key partition, Key sort) {
    /// What a user is to every tenant.
    static final String OF_USER = "userId-tenantId-index";

    /// The invitation whose link was shown.
    static final String BY_TOKEN = "tokenHash-index";

    /// The logins of a user that were not ended: only they have `openUserId`.
    static final String OPEN_OF_USER = "openUserId-loginId-index";

    /// The keys of a tenant.
    static final String OF_TENANT = "tenantId-keyId-index";

    /// The sessions of a tenant by their beginning.
    static final String NEWEST_FIRST = "tenantId-startTime-index";

    /// The sessions that a node has open: only they have `activeNode`.
    static final String UNFINISHED = "node-active-index";

    /// The tool executions of a session by their beginning.
    static final String IN_ORDER = "session-startedAt-index";

    /// What a tenant was told or wrote, by its moment.
    static final String NEWEST_CREATED = "tenantId-createdAt-index";

    /// The conversations of a tenant by their last change.
    static final String NEWEST_UPDATED = "tenantId-updatedAt-index";

    /// The runs of a conversation by their beginning.
    static final String NEWEST_RUNS = "conversation-startedAt-index";

    /// The runs that a node has running: only they have `runningNode`.
    static final String RUNNING = "node-running-index";

    List<Key> keys() {
      return List.of(partition, sort);
    }
  }
}
