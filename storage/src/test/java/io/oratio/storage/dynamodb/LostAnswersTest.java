package io.oratio.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.account.Login;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeToken;
import io.oratio.domain.account.People;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.secret.LocalKeySecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A request that was served, but whose answer was lost, is repeated by the SDK: it counts once.
@ExtendWith(Moto.class)
@Timeout(120)
class LostAnswersTest {
  @TempDir Path folder;

  private final Moto.Running moto;
  private final TenantId tenant = Samples.newTenant();
  private final AtomicInteger answersToLose = new AtomicInteger();
  private DynamoDbStorage storage;

  LostAnswersTest(Moto.Running moto) {
    this.moto = moto;
  }

  @BeforeEach
  void open() throws IOException {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(moto.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(ApacheHttpClient.builder())
            .overrideConfiguration(it -> it.addExecutionInterceptor(new Losing()))
            .build();
    storage =
        new DynamoDbStorage(
            client,
            Moto.Running.PREFIX,
            LocalKeySecretBox.open(folder.resolve("key"), new SecureRandom()));
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void giveAFreeKeyToWhoAskedForIt() {
    answersToLose.set(1);
    assertThat(storage.toolExecutions().begin(Samples.toolExecution(tenant, "ses_1", "k")))
        .isEmpty();
    assertThat(storage.toolExecutions().begin(Samples.toolExecution(tenant, "ses_1", "k")))
        .isPresent();
    assertThat(answersToLose).hasValue(0);
  }

  @Test
  void sayThatTheMessageWasWrittenNow() {
    storage.conversations().save(Samples.conversation(tenant, "con_1"));
    answersToLose.set(2);
    assertThat(storage.conversations().append(tenant, "con_1", Samples.message(1, "Hello")))
        .isTrue();
    assertThat(storage.conversations().append(tenant, "con_1", Samples.message(1, "Hello")))
        .isFalse();
  }

  @Test
  void addUsageOnce() {
    storage.conversations().save(Samples.conversation(tenant, "con_1"));
    Usage used = new Usage(100, 20, 345, 1);
    answersToLose.set(1);
    assertThat(storage.conversations().charge(tenant, "con_1", used)).isEqualTo(used);
    assertThat(storage.conversations().charge(tenant, "con_1", used)).isEqualTo(used.plus(used));
    assertThat(answersToLose).hasValue(0);
  }

  @Test
  void redeemATokenForWhoShowedIt() {
    OneTimeToken token = People.token(OneTimeToken.Purpose.CLAIM);
    storage.oneTimeTokens().add(token);
    answersToLose.set(1);
    assertThat(
            storage
                .oneTimeTokens()
                .redeem(token.tokenHash(), OneTimeToken.Purpose.CLAIM, Samples.MORNING))
        .contains(token);
    assertThat(answersToLose).hasValue(0);
  }

  @Test
  void giveANewSecretToWhoShowedTheOneThatWasGood() {
    Login login = People.login("usr_1");
    storage.logins().open(login);
    for (int lost = 1; lost <= 2; lost++) {
      Login before = storage.logins().find(login.loginId()).orElseThrow();
      answersToLose.set(lost);
      assertThat(
              storage
                  .logins()
                  .rotate(login.loginId(), before.secretHash(), People.newHash(), Samples.MORNING))
          .isInstanceOf(Logins.Rotation.Rotated.class);
      assertThat(answersToLose).hasValue(0);
    }
  }

  @Test
  void addOneEntryToTheAuditLog() {
    storage.auditLog().append(tenant, Samples.MORNING, "system", "a", "", "");
    answersToLose.set(2);
    storage.auditLog().append(tenant, Samples.MORNING, "system", "b", "", "");
    assertThat(answersToLose).hasValue(0);
    assertThat(storage.auditLog().entries(tenant, 0, 10)).hasSize(2);
  }

  @Test
  void countAFailedLoginOnce() {
    User user = People.user();
    storage.users().add(user);
    answersToLose.set(1);
    assertThat(storage.users().failed(user.userId(), Samples.MORNING, _ -> Duration.ZERO))
        .contains(user.failing(1, Optional.empty()));
    assertThat(answersToLose).hasValue(0);
  }

  @Test
  void makeAnOwnerOnce() {
    Member alice = People.member(tenant, "usr_alice", Role.OWNER);
    answersToLose.set(1);
    assertThat(storage.members().save(alice)).isEqualTo(new Members.Change.Done(alice));
    assertThat(answersToLose).hasValue(0);
    assertThat(storage.members().remove(tenant, "usr_alice"))
        .isEqualTo(new Members.Change.LastOwner());
  }

  @Test
  void addAUserOnce() {
    User user = People.user();
    answersToLose.set(1);
    assertThat(storage.users().add(user)).isEqualTo(Users.Addition.ADDED);
    assertThat(answersToLose).hasValue(0);
  }

  /// Puts a server's error in the place of an answer that came.
  private final class Losing implements ExecutionInterceptor {
    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return answersToLose.getAndUpdate(it -> Math.max(0, it - 1)) > 0
          ? context.httpResponse().toBuilder().statusCode(500).build()
          : context.httpResponse();
    }
  }
}
