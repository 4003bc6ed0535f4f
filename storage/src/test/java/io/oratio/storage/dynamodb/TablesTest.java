package io.oratio.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.StorageSettings;
import io.oratio.storage.Stores;
import io.oratio.storage.StoresUnavailableException;
import io.oratio.storage.secret.LocalKeySecretBox;
import io.oratio.storage.secret.SecretBox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(Moto.class)
class TablesTest {
  @TempDir Path folder;

  private final Moto.Running moto;
  private SecretBox secrets;

  TablesTest(Moto.Running moto) {
    this.moto = moto;
  }

  @BeforeEach
  void makeAKey() throws IOException {
    secrets = LocalKeySecretBox.open(folder.resolve("key"), new SecureRandom());
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @Test
  void areNamedAsTheOutsideWorldSeesThem() {
    assertThat(Arrays.stream(Tables.values()).map(it -> it.nameWith(Tables.USUAL_PREFIX)))
        .containsExactly(
            "oratio-tenants",
            "oratio-tenant-policies",
            "oratio-users",
            "oratio-user-identities",
            "oratio-members",
            "oratio-invitations",
            "oratio-one-time-tokens",
            "oratio-logins",
            "oratio-login-hashes",
            "oratio-api-keys",
            "oratio-audit-entries",
            "oratio-agents",
            "oratio-agent-versions",
            "oratio-numbers",
            "oratio-trunks",
            "oratio-sessions",
            "oratio-turns",
            "oratio-outbound-calls",
            "oratio-call-reservations",
            "oratio-creations",
            "oratio-knowledge-bases",
            "oratio-knowledge-documents",
            "oratio-tool-executions",
            "oratio-facts",
            "oratio-notifications",
            "oratio-letters",
            "oratio-conversations",
            "oratio-messages",
            "oratio-runs");
  }

  /// A person is no tenant's, and a key is shown before its tenant is known.
  @Test
  void beginEveryPartitionKeyWithTheTenantButThoseOfAPersonAndOfAKey() {
    EnumSet<Tables> others =
        EnumSet.of(
            Tables.USERS,
            Tables.USER_IDENTITIES,
            Tables.ONE_TIME_TOKENS,
            Tables.LOGINS,
            Tables.LOGIN_HASHES,
            Tables.API_KEYS);
    for (Tables table : EnumSet.complementOf(others)) {
      assertThat(table.definitionWith("").keySchema().getFirst().attributeName())
          .startsWith("tenantId");
    }
  }

  @Test
  void areMadeOnceThoughAskedForTwice() {
    Tables.create(moto.client(), Moto.Running.PREFIX);
    assertThat(moto.client().listTables().tableNames())
        .contains("test-sessions", "test-turns", "test-agent-versions");
  }

  @Test
  void forgetByThemselvesWhatExpires() {
    for (Tables table : Tables.values()) {
      var forgetting =
          moto.client()
              .describeTimeToLive(it -> it.tableName(table.nameWith(Moto.Running.PREFIX)))
              .timeToLiveDescription();
      assertThat(Optional.ofNullable(forgetting.attributeName())).isEqualTo(table.expiry());
    }
    assertThat(Tables.LOGINS.expiry()).contains("expiresAtSeconds");
  }

  @Test
  void holdTheNamesOfTheDomainAndNoReadablePassword() {
    TenantId tenantId = Samples.newTenant();
    moto.storage().trunks().save(Samples.trunk(tenantId, "carrier"));
    moto.storage().sessions().open(Samples.session(tenantId, "ses_1", Samples.MORNING));
    var trunk =
        moto.client()
            .getItem(
                it ->
                    it.tableName("test-trunks")
                        .key(Item.of(tenantId).put("trunkId", "carrier").attributes()))
            .item();
    assertThat(trunk.toString()).contains("allowedSources").doesNotContain("wonderland");
    var session =
        moto.client()
            .getItem(
                it ->
                    it.tableName("test-sessions")
                        .key(Item.of(tenantId).put("sessionId", "ses_1").attributes()))
            .item();
    assertThat(session)
        .containsEntry("startTime", AttributeValue.fromS("2026-11-21T08:00:00.123456Z"))
        .containsEntry("activeNode", AttributeValue.fromS("node-1"))
        .doesNotContainKey("endTime");
  }

  @Test
  void openWithTheSettingsOfAProcess() {
    String prefix = "made-" + UUID.randomUUID() + "-";
    StorageSettings settings =
        new StorageSettings(
            StorageSettings.Kind.DYNAMODB,
            null,
            null,
            new StorageSettings.DynamoDb(
                prefix, Optional.of(moto.endpoint()), Optional.of("us-east-1"), true),
            StorageSettings.ObjectKind.S3,
            null,
            new StorageSettings.S3(
                "acme-", Optional.of(moto.endpoint()), Optional.of("us-east-1"), true, false),
            null,
            null);
    TenantId tenantId = Samples.newTenant();
    try (Stores stores = Stores.open(settings, folder)) {
      stores.agents().save(Samples.agent(tenantId, "reception"));
      assertThat(stores.agents().list(tenantId)).hasSize(1);
      stores.conversations().save(Samples.conversation(tenantId, "con_1"));
      assertThat(stores.conversations().recent(tenantId, 1)).hasSize(1);
      assertThat(stores.describe())
          .contains("tables named " + prefix)
          .contains("buckets named acme-oratio-");
    }
  }

  @Test
  void sayWhatToDoWhenTheyAreNotThere() {
    assertThatThrownBy(
            () ->
                DynamoDbStorage.open(
                    "none-",
                    Optional.of(moto.endpoint()),
                    Optional.of("us-east-1"),
                    false,
                    secrets))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("no tables whose names begin with none-");
  }

  @Test
  void sayWhatToDoWhenNobodyAnswers() {
    assertThatThrownBy(
            () ->
                DynamoDbStorage.open(
                    "oratio-",
                    Optional.of(URI.create("http://127.0.0.1:1")),
                    Optional.of("us-east-1"),
                    false,
                    secrets))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("check the AWS credentials");
  }

  @Test
  void forgetExpiredKeysByThemselves() {
    assertThat(
            moto.client()
                .describeTimeToLive(it -> it.tableName("test-call-reservations"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expiresAtSeconds");
  }
}
