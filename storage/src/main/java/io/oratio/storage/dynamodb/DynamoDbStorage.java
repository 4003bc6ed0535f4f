package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Users;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.trunk.Trunks;
import io.oratio.storage.StoresUnavailableException;
import io.oratio.storage.secret.SecretBox;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// All stores of records over one DynamoDB client. Safe from any thread.
public final class DynamoDbStorage implements AutoCloseable {
  private final DynamoDbClient client;
  private final Tenants tenants;
  private final TenantPolicies tenantPolicies;
  private final Users users;
  private final Members members;
  private final Invitations invitations;
  private final OneTimeTokens oneTimeTokens;
  private final Logins logins;
  private final ApiKeys apiKeys;
  private final AuditLog auditLog;
  private final Agents agents;
  private final Numbers numbers;
  private final Trunks trunks;
  private final Sessions sessions;
  private final KnowledgeBases knowledgeBases;
  private final ToolExecutions toolExecutions;
  private final Facts facts;
  private final Notifications notifications;
  private final Mailbox mailbox;
  private final Conversations conversations;

  /// @param client closed with this storage
  /// @param prefix what the tables' names begin with
  public DynamoDbStorage(DynamoDbClient client, String prefix, SecretBox secrets) {
    this.client = client;
    this.tenants = new DynamoDbTenants(new Table(client, Tables.TENANTS, prefix));
    this.tenantPolicies =
        new DynamoDbTenantPolicies(new Table(client, Tables.TENANT_POLICIES, prefix));
    this.users =
        new DynamoDbUsers(
            new Table(client, Tables.USERS, prefix),
            new Table(client, Tables.USER_IDENTITIES, prefix));
    this.members = new DynamoDbMembers(new Table(client, Tables.MEMBERS, prefix));
    this.invitations = new DynamoDbInvitations(new Table(client, Tables.INVITATIONS, prefix));
    this.oneTimeTokens =
        new DynamoDbOneTimeTokens(new Table(client, Tables.ONE_TIME_TOKENS, prefix));
    this.logins =
        new DynamoDbLogins(
            new Table(client, Tables.LOGINS, prefix),
            new Table(client, Tables.LOGIN_HASHES, prefix));
    this.apiKeys = new DynamoDbApiKeys(new Table(client, Tables.API_KEYS, prefix));
    this.auditLog = new DynamoDbAuditLog(new Table(client, Tables.AUDIT_ENTRIES, prefix));
    this.agents =
        new DynamoDbAgents(
            new Table(client, Tables.AGENTS, prefix),
            new Table(client, Tables.AGENT_VERSIONS, prefix));
    this.numbers = new DynamoDbNumbers(new Table(client, Tables.NUMBERS, prefix));
    this.trunks = new DynamoDbTrunks(new Table(client, Tables.TRUNKS, prefix), secrets);
    this.sessions =
        new DynamoDbSessions(
            new Table(client, Tables.SESSIONS, prefix), new Table(client, Tables.TURNS, prefix));
    this.knowledgeBases =
        new DynamoDbKnowledgeBases(
            new Table(client, Tables.KNOWLEDGE_BASES, prefix),
            new Table(client, Tables.KNOWLEDGE_DOCUMENTS, prefix));
    this.toolExecutions =
        new DynamoDbToolExecutions(new Table(client, Tables.TOOL_EXECUTIONS, prefix));
    this.facts = new DynamoDbFacts(new Table(client, Tables.FACTS, prefix));
    this.notifications = new DynamoDbNotifications(new Table(client, Tables.NOTIFICATIONS, prefix));
    this.mailbox = new DynamoDbMailbox(new Table(client, Tables.LETTERS, prefix));
    this.conversations =
        new DynamoDbConversations(
            new Table(client, Tables.CONVERSATIONS, prefix),
            new Table(client, Tables.MESSAGES, prefix),
            new Table(client, Tables.RUNS, prefix));
  }

  /// Opens the stores over the SDK's own settings: its chain of credentials, `AWS_REGION`,
  /// `AWS_ENDPOINT_URL_DYNAMODB`. What is given here goes before them.
  ///
  /// @param isCreating whether tables that are not there are made
  /// @throws StoresUnavailableException when they cannot be used; it says what to do
  public static DynamoDbStorage open(
      String prefix,
      Optional<URI> endpoint,
      Optional<String> region,
      boolean isCreating,
      SecretBox secrets) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder().httpClientBuilder(ApacheHttpClient.builder().maxConnections(100));
    endpoint.ifPresent(builder::endpointOverride);
    region.map(Region::of).ifPresent(builder::region);
    DynamoDbClient client = null;
    try {
      client = builder.build();
      if (isCreating) {
        Tables.create(client, prefix);
      }
      for (Tables table : Tables.values()) {
        client.describeTable(it -> it.tableName(table.nameWith(prefix)));
      }
      return new DynamoDbStorage(client, prefix, secrets);
    } catch (ResourceNotFoundException e) {
      client.close();
      throw new StoresUnavailableException(
          "DynamoDB has no tables whose names begin with "
              + prefix
              + ": deploy them, or switch their creation on, or correct the prefix and the region.",
          e);
    } catch (SdkException e) {
      if (client != null) {
        client.close();
      }
      throw new StoresUnavailableException(
          "DynamoDB cannot be used: check the AWS credentials, AWS_REGION and, if it is set, "
              + "AWS_ENDPOINT_URL_DYNAMODB.",
          e);
    }
  }

  public Tenants tenants() {
    return tenants;
  }

  public TenantPolicies tenantPolicies() {
    return tenantPolicies;
  }

  public Users users() {
    return users;
  }

  public Members members() {
    return members;
  }

  public Invitations invitations() {
    return invitations;
  }

  public OneTimeTokens oneTimeTokens() {
    return oneTimeTokens;
  }

  public Logins logins() {
    return logins;
  }

  public ApiKeys apiKeys() {
    return apiKeys;
  }

  public AuditLog auditLog() {
    return auditLog;
  }

  public Agents agents() {
    return agents;
  }

  public Numbers numbers() {
    return numbers;
  }

  public Trunks trunks() {
    return trunks;
  }

  public Sessions sessions() {
    return sessions;
  }

  public KnowledgeBases knowledgeBases() {
    return knowledgeBases;
  }

  public ToolExecutions toolExecutions() {
    return toolExecutions;
  }

  public Facts facts() {
    return facts;
  }

  public Notifications notifications() {
    return notifications;
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public Conversations conversations() {
    return conversations;
  }

  /// Closes the client. The stores are of no use afterwards.
  @Override
  public void close() {
    client.close();
  }
}
