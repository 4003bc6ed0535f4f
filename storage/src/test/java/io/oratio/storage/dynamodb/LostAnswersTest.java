package io.oratio.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.call.CallSamples;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.secret.LocalKeySecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
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
  void giveACallToWhoClaimedItAndMoveItOnce() {
    OutboundCalls calls = storage.outboundCalls();
    answersToLose.set(1);
    OutboundCall call = CallSamples.call(tenant, "call_1");
    calls.reserve(call, CallSamples.reservation("key"));
    answersToLose.set(1);
    assertThat(calls.claim(tenant, "call_1", "node-1", Samples.MORNING))
        .contains(call.claimedBy("node-1", Samples.MORNING));
    assertThat(calls.claim(tenant, "call_1", "node-1", Samples.MORNING)).isEmpty();
    answersToLose.set(1);
    OutboundCall.Change now = OutboundCall.Change.at(Samples.MORNING);
    assertThat(calls.move(tenant, "call_1", CallStatus.ANSWERED, now)).isPresent();
    assertThat(answersToLose).hasValue(0);
  }

  @Test
  void sayThatTheWriterWroteOverWhatHeHadRead() {
    Agent first = Samples.agent(tenant, "reception");
    storage.agents().save(first);
    answersToLose.set(1);
    Agent next = first.publishing(2, Samples.MORNING.plusSeconds(1));
    assertThat(storage.agents().save(next, Samples.MORNING)).isTrue();
    assertThat(storage.agents().save(next, Samples.MORNING)).isFalse();
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
