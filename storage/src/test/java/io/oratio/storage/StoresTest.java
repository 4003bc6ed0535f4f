package io.oratio.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Samples;
import io.oratio.domain.account.People;
import io.oratio.domain.account.Role;
import io.oratio.domain.key.Keys;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StoresTest {
  @TempDir Path data;

  @Test
  void keepsEverythingInTheDataFolderUnlessToldOtherwise() throws IOException {
    TenantId tenantId = Samples.newTenant();
    ObjectName name = ObjectName.recordingOf("ses_1");
    try (Stores stores = Stores.open(quick(), data)) {
      stores.trunks().save(Samples.trunk(tenantId, "carrier"));
      stores.sessions().open(Samples.session(tenantId, "ses_1", Samples.MORNING));
      stores.knowledgeBases().save(Samples.knowledgeBase(tenantId, 1));
      stores.toolExecutions().begin(Samples.toolExecution(tenantId, "ses_1", "k"));
      stores.facts().put(Samples.fact(tenantId, "visitor-1", "room", "blue"));
      stores.notifications().add(Samples.notification(tenantId, "ntf_1", Samples.MORNING));
      stores.mailbox().add(Samples.letter(tenantId, "ltr_1", Samples.MORNING));
      stores.conversations().save(Samples.conversation(tenantId, "con_1"));
      stores.members().save(People.member(tenantId, "usr_1", Role.OWNER));
      stores.apiKeys().add(Keys.key(tenantId, "abcDEF012345"));
      stores.auditLog().append(tenantId, Samples.MORNING, "system", "a", "", "");
      stores.objects().put(name, Files.writeString(data.resolve("f"), "x"), "audio/wav", Map.of());
      assertThat(stores.describe())
          .contains("embedded PostgreSQL in " + data.resolve("postgres"))
          .contains("files in " + data.resolve("objects"));
      try (Stores guest = Stores.attach(StorageSettings.usual(), data)) {
        assertThat(guest.sessions().recent(tenantId, 10)).hasSize(1);
      }
      assertThat(stores.sessions().recent(tenantId, 10)).hasSize(1);
    }
    try (Stores stores = Stores.attach(StorageSettings.usual(), data)) {
      assertThat(stores.trunks().list(tenantId))
          .containsExactly(Samples.trunk(tenantId, "carrier"));
      assertThat(stores.knowledgeBases().list(tenantId)).hasSize(1);
      assertThat(stores.toolExecutions().ofSession(tenantId, "ses_1")).hasSize(1);
      assertThat(stores.facts().about(tenantId, "reception", "visitor-1")).hasSize(1);
      assertThat(stores.notifications().recent(tenantId, 10)).hasSize(1);
      assertThat(stores.mailbox().recent(tenantId, 10)).hasSize(1);
      assertThat(stores.conversations().recent(tenantId, 10)).hasSize(1);
      assertThat(stores.members().ofTenant(tenantId)).hasSize(1);
      assertThat(stores.apiKeys().list(tenantId)).hasSize(1);
      assertThat(stores.auditLog().entries(tenantId, 0, 10)).hasSize(1);
      assertThat(stores.objects().size(name)).contains(1L);
    }
    assertThat(data.resolve("secret.key")).exists();
  }

  @Test
  void saysThatThereAreNoDataYetToLookAt() {
    assertThatThrownBy(() -> Stores.attach(StorageSettings.usual(), data.resolve("none")))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("no data");
    assertThat(data.resolve("none")).doesNotExist();
  }

  @Test
  void letsGoOfTheDatabaseWhenTheObjectsCannotBeOpened() throws IOException {
    Files.writeString(data.resolve("objects"), "a file where a folder should be");
    assertThatThrownBy(() -> Stores.open(quick(), data))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("cannot be used");
    Files.delete(data.resolve("objects"));
    Stores.open(quick(), data).close();
  }

  @Test
  void saysWhatToDoWhenNoServerAnswers() {
    StorageSettings settings =
        new StorageSettings(
            StorageSettings.Kind.POSTGRES,
            null,
            new StorageSettings.Postgres("jdbc:postgresql://127.0.0.1:1/oratio", null, null, 0),
            null,
            null,
            null,
            null,
            null,
            null);
    assertThatThrownBy(() -> Stores.open(settings, data))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("No PostgreSQL answers at 127.0.0.1:1/oratio");
  }

  @Test
  void hasADefaultForEverything() {
    StorageSettings settings = StorageSettings.usual();
    assertThat(settings.kind()).isEqualTo(StorageSettings.Kind.EMBEDDED);
    assertThat(settings.objects()).isEqualTo(StorageSettings.ObjectKind.FILES);
    assertThat(settings.dynamodb().tablePrefix()).isEqualTo("oratio-");
    assertThat(settings.postgres().maxConnections()).isEqualTo(10);
    assertThat(settings.with(StorageSettings.Kind.DYNAMODB).kind())
        .isEqualTo(StorageSettings.Kind.DYNAMODB);
    assertThat(StorageSettings.Kind.fromWire("postgres")).isEqualTo(StorageSettings.Kind.POSTGRES);
    assertThat(StorageSettings.ObjectKind.fromWire("s3")).isEqualTo(StorageSettings.ObjectKind.S3);
  }

  @Test
  void refusesBadValuesAndNamesTheirKeys() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StorageSettings.Postgres("mysql://x", "u", new Secret(""), 5))
        .withMessageContaining("storage.postgres.url");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StorageSettings.Postgres(null, null, null, -1))
        .withMessageContaining("storage.postgres.max-connections");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new StorageSettings.DynamoDb("a b", Optional.empty(), Optional.empty(), false))
        .withMessageContaining("storage.dynamodb.table-prefix");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new StorageSettings.S3(
                    "Big", Optional.of(URI.create("http://x")), Optional.empty(), true, false))
        .withMessageContaining("storage.s3.bucket-prefix");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StorageSettings.Embedded(Duration.ofSeconds(-1)))
        .withMessageContaining("storage.embedded.close-grace");
  }

  private static StorageSettings quick() {
    return new StorageSettings(
        null,
        new StorageSettings.Embedded(Duration.ZERO),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
