package io.oratio.runtime.knowledge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.knowledge.InMemoryKnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Passage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.bedrockagent.BedrockAgentClient;
import software.amazon.awssdk.services.bedrockagent.model.BedrockAgentException;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;

@Timeout(60)
class BedrockKnowledgeTest {
  private static final TenantId TENANT = new TenantId("t1");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final BedrockSettings SETTINGS =
      new BedrockSettings(
          "arn:aws:iam::1:role/kb",
          "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0",
          "arn:aws:s3vectors:us-east-1:1:bucket/vectors",
          "arn:aws:s3:::oratio-knowledge-bases",
          "oratio",
          "test",
          0.4);
  private final InMemoryKnowledgeBases bases = new InMemoryKnowledgeBases();
  private SimulatedBedrock bedrock;
  private BedrockAgentClient agent;
  private BedrockAgentRuntimeClient runtime;
  private BedrockKnowledgeBases made;
  private BedrockKnowledge knowledge;

  @BeforeEach
  void open() throws IOException {
    bedrock = new SimulatedBedrock();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "words"));
    ClientOverrideConfiguration quickRetries =
        ClientOverrideConfiguration.builder()
            .retryStrategy(
                StandardRetryStrategy.builder()
                    .maxAttempts(4)
                    .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1)))
                    .throttlingBackoffStrategy(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1)))
                    .build())
            .build();
    agent =
        BedrockAgentClient.builder()
            .endpointOverride(bedrock.address())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .overrideConfiguration(quickRetries)
            .httpClientBuilder(ApacheHttpClient.builder())
            .build();
    runtime =
        BedrockAgentRuntimeClient.builder()
            .endpointOverride(bedrock.address())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .overrideConfiguration(quickRetries)
            .httpClientBuilder(ApacheHttpClient.builder())
            .build();
    made = new BedrockKnowledgeBases(agent, bases, SETTINGS, Clock.fixed(NOW, ZoneOffset.UTC));
    knowledge = new BedrockKnowledge(runtime, bases, SETTINGS);
    bases.save(
        new KnowledgeBase(
            TENANT,
            "hotel.1",
            "u1",
            "hotel",
            1,
            "oratio-knowledge-bases/u1/hotel",
            Optional.empty(),
            KnowledgeStatus.NOTREADY,
            "{}",
            NOW,
            NOW));
  }

  @AfterEach
  void close() {
    agent.close();
    runtime.close();
    bedrock.close();
  }

  private KnowledgeBase base() {
    return bases.find(TENANT, "hotel.1").orElseThrow();
  }

  private BedrockProgress advance(String fingerprint) {
    return made.advance(base(), "u1/hotel/1/", fingerprint);
  }

  private BedrockProgress advanceToItsEnd(String fingerprint) {
    BedrockProgress progress = advance(fingerprint);
    for (int i = 0; i < 10 && progress instanceof BedrockProgress.Pending; i++) {
      progress = advance(fingerprint);
    }
    return progress;
  }

  private long seen(String begin) {
    return bedrock.seen().stream().filter(it -> it.startsWith(begin)).count();
  }

  @Test
  void makesFillsAndAsksAKnowledgeBase() {
    assertThat(advance("f1")).isEqualTo(new BedrockProgress.Pending("creating"));
    assertThat(advance("f1")).isEqualTo(new BedrockProgress.Pending("ingesting"));
    assertThat(advance("f1")).isEqualTo(new BedrockProgress.Ready(3, 1));
    assertThat(base().status()).isEqualTo(KnowledgeStatus.READY);
    assertThat(base().bedrockKnowledgeBaseId()).contains("KB1");
    bedrock.finds(
        """
        [{"content":{"text":"Dogs cost 15 euros."},"score":0.71,
          "location":{"type":"S3","s3Location":
            {"uri":"s3://oratio-knowledge-bases/u1/hotel/1/house/dogs.pdf"}},
          "metadata":{"x-amz-bedrock-kb-document-page-number":3.0}}]
        """);

    Found found = knowledge.search(TENANT, "hotel", 1, "may I bring a dog", 3);

    assertThat(found)
        .isEqualTo(
            new Found(
                java.util.List.of(
                    new Passage(
                        "house/dogs.pdf", "dogs.pdf", "page 3", "Dogs cost 15 euros.", 0.71)),
                true));
    assertThat(seen("POST /knowledgebases/KB1/retrieve")).isEqualTo(1);
    assertThat(bedrock.seen().getLast())
        .contains("\"text\":\"may I bring a dog\"")
        .contains("\"numberOfResults\":3");
  }

  @Test
  void tagsTheKnowledgeBaseAndNamesItsSourceAndVectors() {
    advanceToItsEnd("f1");

    String create =
        bedrock.seen().stream()
            .filter(it -> it.startsWith("PUT /knowledgebases/ "))
            .findFirst()
            .orElseThrow();
    assertThat(create)
        .contains("\"userId\":\"u1\"")
        .contains("\"agentId\":\"hotel\"")
        .contains("\"platform\":\"oratio\"")
        .contains("\"environment\":\"test\"")
        .contains("\"resourceType\":\"knowledge-base\"")
        .contains("\"type\":\"S3_VECTORS\"")
        .contains(SETTINGS.embeddingModelArn());
    String source =
        bedrock.seen().stream()
            .filter(it -> it.startsWith("PUT /knowledgebases/KB1/datasources/ "))
            .findFirst()
            .orElseThrow();
    assertThat(source)
        .contains("\"bucketArn\":\"arn:aws:s3:::oratio-knowledge-bases\"")
        .contains("\"inclusionPrefixes\":[\"u1/hotel/1/\"]");
  }

  @Test
  void makesNothingTwiceWhenItsIdWasNotWrittenDown() {
    KnowledgeBase unaware = base();
    advanceToItsEnd("f1");

    made.advance(unaware, "u1/hotel/1/", "f1");

    assertThat(bedrock.bases()).isEqualTo(1);
    assertThat(seen("PUT /knowledgebases/ ")).isEqualTo(1);
    assertThat(seen("PUT /knowledgebases/KB1/datasources/ ")).isEqualTo(1);
    assertThat(seen("PUT /knowledgebases/KB1/datasources/DS2/ingestionjobs/")).isEqualTo(1);
    assertThat(base().bedrockKnowledgeBaseId()).contains("KB1");
  }

  @Test
  void ingestsAgainWhenTheDocumentsChanged() {
    advanceToItsEnd("f1");

    assertThat(advanceToItsEnd("f2")).isInstanceOf(BedrockProgress.Ready.class);

    assertThat(seen("PUT /knowledgebases/KB1/datasources/DS2/ingestionjobs/")).isEqualTo(2);
  }

  @Test
  void tellsWhyAnIngestionFailed() {
    bedrock.jobsEnd("FAILED");

    assertThat(advanceToItsEnd("f1"))
        .isEqualTo(
            new BedrockProgress.Failed(
                "The ingestion is FAILED. The role may not read the bucket."));
    assertThat(base().status()).isEqualTo(KnowledgeStatus.FAILED);
    assertThat(knowledge.search(TENANT, "hotel", 1, "dogs", 3)).isEqualTo(Found.NOTHING);
  }

  @Test
  void tellsWhenTheKnowledgeBaseCannotBeMade() {
    bedrock.basesEnd("FAILED");

    assertThat(advanceToItsEnd("f1")).isInstanceOf(BedrockProgress.Failed.class);
  }

  @Test
  void goesOnAfterThrottling() {
    bedrock.throttle(2);

    assertThat(advanceToItsEnd("f1")).isInstanceOf(BedrockProgress.Ready.class);
  }

  @Test
  void findsNothingWhileItCannotBeAsked() {
    advanceToItsEnd("f1");
    bedrock.throttle(100);

    assertThat(knowledge.search(TENANT, "hotel", 1, "dogs", 3)).isEqualTo(Found.NOTHING);
    assertThatThrownBy(() -> advance("f3")).isInstanceOf(BedrockAgentException.class);
    assertThat(base().status()).isEqualTo(KnowledgeStatus.READY);
  }

  @Test
  void rejectsBelowTheBarAndAnotherTenant() {
    advanceToItsEnd("f1");
    bedrock.finds(
        """
        [{"content":{"text":"Dogs cost 15 euros."},"score":0.2,
          "location":{"type":"WEB","webLocation":{"url":"https://example.org"}}}]
        """);

    Found found = knowledge.search(TENANT, "hotel", 1, "who won the cup", 3);
    assertThat(found.isEnough()).isFalse();
    assertThat(found.passages()).hasSize(1);
    assertThat(knowledge.search(new TenantId("t2"), "hotel", 1, "dogs", 3))
        .isEqualTo(Found.NOTHING);
  }

  @Test
  void removesTheKnowledgeBaseAndItsSourceOnce() {
    advanceToItsEnd("f1");

    made.delete(base());
    made.delete(base());

    assertThat(bedrock.bases()).isZero();
    assertThat(seen("DELETE /knowledgebases/KB1/datasources/DS2")).isEqualTo(1);
    assertThat(seen("DELETE /knowledgebases/KB1 ")).isEqualTo(1);
  }
}
