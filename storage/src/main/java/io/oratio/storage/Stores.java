package io.oratio.storage;

import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Users;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.trunk.Trunks;
import io.oratio.storage.dynamodb.DynamoDbStorage;
import io.oratio.storage.embedded.EmbeddedDatabase;
import io.oratio.storage.file.FileObjectStore;
import io.oratio.storage.postgres.PostgresStorage;
import io.oratio.storage.s3.S3ObjectStore;
import io.oratio.storage.secret.KmsSecretBox;
import io.oratio.storage.secret.LocalKeySecretBox;
import io.oratio.storage.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;

/// All stores, opened as the settings say. Opening and closing block; the stores are safe from any
/// thread.
///
/// @param describe one sentence for a person: where records and objects lie
/// @param resources what [#close] closes, the last opened first
public record Stores(
    Tenants tenants,
    TenantPolicies tenantPolicies,
    Users users,
    Members members,
    Invitations invitations,
    OneTimeTokens oneTimeTokens,
    Logins logins,
    ApiKeys apiKeys,
    AuditLog auditLog,
    Agents agents,
    Numbers numbers,
    Trunks trunks,
    Sessions sessions,
    OutboundCalls outboundCalls,
    Creations creations,
    KnowledgeBases knowledgeBases,
    ToolExecutions toolExecutions,
    Facts facts,
    Notifications notifications,
    Mailbox mailbox,
    Conversations conversations,
    ObjectStore objects,
    String describe,
    Resources resources)
    implements AutoCloseable {
  /// The connections an embedded server lends to one process; it has 40 in all.
  private static final int EMBEDDED_CONNECTIONS = 10;

  /// Opens the stores, making what is not there yet.
  ///
  /// @param dataDir the data folder; with records and objects elsewhere it holds only the key
  /// @throws StoresUnavailableException when they cannot be opened; it says what to do
  public static Stores open(StorageSettings settings, Path dataDir) {
    return open(settings, dataDir, false);
  }

  /// Opens the stores beside a process that may have them open already, as a command does that
  /// looks at the data: an embedded server that runs is used and left running.
  ///
  /// @throws StoresUnavailableException when they cannot be opened, or there are no data yet
  public static Stores attach(StorageSettings settings, Path dataDir) {
    return open(settings, dataDir, true);
  }

  /// Closes everything, also when one part fails to.
  @Override
  public void close() {
    resources.close();
  }

  private static Stores open(StorageSettings settings, Path dataDir, boolean isGuest) {
    Resources resources = new Resources();
    try {
      if (!isGuest) {
        Files.createDirectories(dataDir);
      }
      return switch (settings.kind()) {
        case EMBEDDED -> embedded(settings, dataDir, isGuest, resources);
        case POSTGRES -> postgres(settings, dataDir, resources);
        case DYNAMODB -> dynamoDb(settings, dataDir, resources);
      };
    } catch (IOException e) {
      resources.close();
      throw new StoresUnavailableException(
          "The data folder "
              + dataDir
              + " cannot be used: "
              + e.getMessage()
              + ". Check that it can be written and that the disk is not full.",
          e);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  private static Stores embedded(
      StorageSettings settings, Path dataDir, boolean isGuest, Resources resources)
      throws IOException {
    Path folder = dataDir.resolve("postgres");
    EmbeddedDatabase database =
        resources.opened(
            isGuest
                ? EmbeddedDatabase.attach(folder)
                : EmbeddedDatabase.start(folder, settings.embedded().closeGrace()));
    PostgresStorage records =
        resources.opened(
            PostgresStorage.open(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                secrets(settings, dataDir, resources),
                EMBEDDED_CONNECTIONS));
    return of(records, settings, dataDir, "an embedded PostgreSQL in " + folder, resources);
  }

  private static Stores postgres(StorageSettings settings, Path dataDir, Resources resources)
      throws IOException {
    StorageSettings.Postgres server = settings.postgres();
    PostgresStorage records =
        resources.opened(
            PostgresStorage.open(
                server.url(),
                server.user(),
                server.password(),
                secrets(settings, dataDir, resources),
                server.maxConnections()));
    return of(records, settings, dataDir, "the PostgreSQL at " + records.address(), resources);
  }

  private static Stores of(
      PostgresStorage records,
      StorageSettings settings,
      Path dataDir,
      String where,
      Resources resources)
      throws IOException {
    Objects objects = objects(settings, dataDir, resources);
    return new Stores(
        records.tenants(),
        records.tenantPolicies(),
        records.users(),
        records.members(),
        records.invitations(),
        records.oneTimeTokens(),
        records.logins(),
        records.apiKeys(),
        records.auditLog(),
        records.agents(),
        records.numbers(),
        records.trunks(),
        records.sessions(),
        records.outboundCalls(),
        records.creations(),
        records.knowledgeBases(),
        records.toolExecutions(),
        records.facts(),
        records.notifications(),
        records.mailbox(),
        records.conversations(),
        objects.store(),
        sentence(where, objects),
        resources);
  }

  private static Stores dynamoDb(StorageSettings settings, Path dataDir, Resources resources)
      throws IOException {
    StorageSettings.DynamoDb aws = settings.dynamodb();
    DynamoDbStorage records =
        resources.opened(
            DynamoDbStorage.open(
                aws.tablePrefix(),
                aws.endpoint(),
                aws.region(),
                aws.isCreatingTables(),
                secrets(settings, dataDir, resources)));
    Objects objects = objects(settings, dataDir, resources);
    return new Stores(
        records.tenants(),
        records.tenantPolicies(),
        records.users(),
        records.members(),
        records.invitations(),
        records.oneTimeTokens(),
        records.logins(),
        records.apiKeys(),
        records.auditLog(),
        records.agents(),
        records.numbers(),
        records.trunks(),
        records.sessions(),
        records.outboundCalls(),
        records.creations(),
        records.knowledgeBases(),
        records.toolExecutions(),
        records.facts(),
        records.notifications(),
        records.mailbox(),
        records.conversations(),
        objects.store(),
        sentence("DynamoDB, in tables named " + aws.tablePrefix() + "…", objects),
        resources);
  }

  private static Objects objects(StorageSettings settings, Path dataDir, Resources resources)
      throws IOException {
    return switch (settings.objects()) {
      case FILES -> {
        Path folder = settings.files().folder().orElse(dataDir.resolve("objects"));
        yield new Objects(FileObjectStore.open(folder), "files in " + folder);
      }
      case S3 -> {
        StorageSettings.S3 s3 = settings.s3();
        S3ObjectStore store =
            resources.opened(
                S3ObjectStore.open(
                    s3.bucketPrefix(), s3.endpoint(), s3.region(), s3.isPathStyle()));
        if (s3.isCreatingBuckets()) {
          store.createBuckets(ObjectName.BUCKETS);
        }
        yield new Objects(store, "S3, in buckets named " + s3.bucketPrefix() + "oratio-…");
      }
    };
  }

  private static SecretBox secrets(StorageSettings settings, Path dataDir, Resources resources)
      throws IOException {
    if (settings.kms().isPresent()) {
      StorageSettings.Kms kms = settings.kms().get();
      return resources.opened(
          KmsSecretBox.open(kms.keyId(), kms.endpoint(), kms.region(), new SecureRandom()));
    }
    return LocalKeySecretBox.open(
        settings.secretKeyFile().orElse(dataDir.resolve("secret.key")), new SecureRandom());
  }

  private static String sentence(String records, Objects objects) {
    return "Records lie in "
        + records
        + "; recordings and other objects as "
        + objects.where()
        + ".";
  }

  private record Objects(ObjectStore store, String where) {}

  /// What was opened on the way.
  public static final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T opened(T resource) {
      opened.push(resource);
      return resource;
    }

    @Override
    public synchronized void close() {
      IllegalStateException failure = null;
      while (!opened.isEmpty()) {
        try {
          opened.pop().close();
        } catch (Exception e) { // Whatever one does, the others are closed.
          failure =
              failure == null ? new IllegalStateException("a store did not close", e) : failure;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }
}
