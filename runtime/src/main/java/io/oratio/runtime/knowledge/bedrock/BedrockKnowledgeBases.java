package io.oratio.runtime.knowledge.bedrock;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.bedrockagent.BedrockAgentClient;
import software.amazon.awssdk.services.bedrockagent.model.DataSourceSummary;
import software.amazon.awssdk.services.bedrockagent.model.DataSourceType;
import software.amazon.awssdk.services.bedrockagent.model.IngestionJob;
import software.amazon.awssdk.services.bedrockagent.model.IngestionJobSummary;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBaseStatus;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBaseStorageType;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBaseSummary;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBaseType;
import software.amazon.awssdk.services.bedrockagent.model.ResourceNotFoundException;

/// Makes, fills and removes the knowledge bases at Amazon. Each call does what can be done now and
/// returns; whoever drives it asks again while it is pending. Everything has a name that follows
/// from our records, so that a step done twice, or after a crash, makes nothing twice.
///
/// Faults of the network and of AWS come as the SDK's `SdkException`, after its own retries.
public final class BedrockKnowledgeBases {
  private static final String DATA_SOURCE = "documents";
  private final BedrockAgentClient client;
  private final KnowledgeBases bases;
  private final BedrockSettings settings;
  private final Clock clock;

  public BedrockKnowledgeBases(
      BedrockAgentClient client, KnowledgeBases bases, BedrockSettings settings, Clock clock) {
    this.client = client;
    this.bases = bases;
    this.settings = settings;
    this.clock = clock;
  }

  /// Takes a knowledge base one step further, up to an ingestion of the documents as they lie below
  /// a prefix now, and writes its state.
  ///
  /// @param documentsPrefix within the bucket, with a slash at its end
  /// @param fingerprint of the documents: another one ingests again
  public BedrockProgress advance(KnowledgeBase base, String documentsPrefix, String fingerprint) {
    String id = base.bedrockKnowledgeBaseId().or(() -> findByName(base)).orElse("");
    if (id.isEmpty()) {
      id = create(base);
    }
    KnowledgeBase known = remember(base, id);
    BedrockProgress progress = advance(known, id, documentsPrefix, fingerprint);
    switch (progress) {
      case BedrockProgress.Ready _ -> note(known, KnowledgeStatus.READY);
      case BedrockProgress.Failed _ -> note(known, KnowledgeStatus.FAILED);
      case BedrockProgress.Pending _ -> {}
    }
    return progress;
  }

  private BedrockProgress advance(
      KnowledgeBase base, String id, String documentsPrefix, String fingerprint) {
    var described = client.getKnowledgeBase(it -> it.knowledgeBaseId(id)).knowledgeBase();
    if (described.status() == KnowledgeBaseStatus.CREATING
        || described.status() == KnowledgeBaseStatus.UPDATING) {
      return new BedrockProgress.Pending("creating");
    }
    if (described.status() != KnowledgeBaseStatus.ACTIVE) {
      return new BedrockProgress.Failed(
          "The knowledge base is "
              + described.statusAsString()
              + ". "
              + String.join(" ", described.failureReasons()));
    }
    String source =
        dataSources(id).stream()
            .filter(it -> it.name().equals(DATA_SOURCE))
            .findFirst()
            .map(DataSourceSummary::dataSourceId)
            .orElseGet(() -> createDataSource(base, id, documentsPrefix));
    return ingested(id, source, fingerprint);
  }

  private BedrockProgress ingested(String id, String source, String fingerprint) {
    Optional<String> before =
        client
            .listIngestionJobsPaginator(it -> it.knowledgeBaseId(id).dataSourceId(source))
            .ingestionJobSummaries()
            .stream()
            .filter(it -> fingerprint.equals(it.description()))
            .map(IngestionJobSummary::ingestionJobId)
            .findFirst();
    IngestionJob job =
        before
            .map(
                it ->
                    client
                        .getIngestionJob(
                            of -> of.knowledgeBaseId(id).dataSourceId(source).ingestionJobId(it))
                        .ingestionJob())
            .orElseGet(() -> start(id, source, fingerprint));
    return switch (job.status()) {
      case COMPLETE ->
          new BedrockProgress.Ready(
              job.statistics().numberOfNewDocumentsIndexed()
                  + job.statistics().numberOfModifiedDocumentsIndexed(),
              job.statistics().numberOfDocumentsFailed());
      case FAILED, STOPPED, STOPPING ->
          new BedrockProgress.Failed(
              "The ingestion is "
                  + job.statusAsString()
                  + ". "
                  + String.join(" ", job.failureReasons()));
      case STARTING, IN_PROGRESS, UNKNOWN_TO_SDK_VERSION ->
          new BedrockProgress.Pending("ingesting");
    };
  }

  private IngestionJob start(String id, String source, String fingerprint) {
    return client
        .startIngestionJob(
            it ->
                it.knowledgeBaseId(id)
                    .dataSourceId(source)
                    .description(fingerprint)
                    .clientToken(token("ingest", id, source, fingerprint)))
        .ingestionJob();
  }

  private String create(KnowledgeBase base) {
    return client
        .createKnowledgeBase(
            it ->
                it.name(name(base))
                    .clientToken(token("create", name(base)))
                    .description("Version " + base.agentVersion() + " of " + base.agentId())
                    .roleArn(settings.roleArn())
                    .knowledgeBaseConfiguration(
                        as ->
                            as.type(KnowledgeBaseType.VECTOR)
                                .vectorKnowledgeBaseConfiguration(
                                    of -> of.embeddingModelArn(settings.embeddingModelArn())))
                    .storageConfiguration(
                        as ->
                            as.type(KnowledgeBaseStorageType.S3_VECTORS)
                                .s3VectorsConfiguration(
                                    of ->
                                        of.vectorBucketArn(settings.vectorBucketArn())
                                            .indexName(name(base))))
                    .tags(tags(base)))
        .knowledgeBase()
        .knowledgeBaseId();
  }

  private String createDataSource(KnowledgeBase base, String id, String documentsPrefix) {
    return client
        .createDataSource(
            it ->
                it.knowledgeBaseId(id)
                    .name(DATA_SOURCE)
                    .clientToken(token("source", name(base), documentsPrefix))
                    .dataSourceConfiguration(
                        as ->
                            as.type(DataSourceType.S3)
                                .s3Configuration(
                                    of ->
                                        of.bucketArn(settings.documentsBucketArn())
                                            .inclusionPrefixes(documentsPrefix))))
        .dataSource()
        .dataSourceId();
  }

  /// Removes the knowledge base and what it was filled from; the documents stay. Nothing happens
  /// when it is not there.
  public void delete(KnowledgeBase base) {
    Optional<String> id = base.bedrockKnowledgeBaseId().or(() -> findByName(base));
    if (id.isEmpty()) {
      return;
    }
    try {
      for (DataSourceSummary it : dataSources(id.get())) {
        client.deleteDataSource(of -> of.knowledgeBaseId(id.get()).dataSourceId(it.dataSourceId()));
      }
      client.deleteKnowledgeBase(it -> it.knowledgeBaseId(id.get()));
    } catch (ResourceNotFoundException _) {
      // Somebody was quicker.
    }
  }

  private List<DataSourceSummary> dataSources(String id) {
    return client
        .listDataSourcesPaginator(it -> it.knowledgeBaseId(id))
        .dataSourceSummaries()
        .stream()
        .toList();
  }

  private Optional<String> findByName(KnowledgeBase base) {
    return client.listKnowledgeBasesPaginator(it -> {}).knowledgeBaseSummaries().stream()
        .filter(it -> it.name().equals(name(base)))
        .filter(it -> it.status() != KnowledgeBaseStatus.DELETING)
        .map(KnowledgeBaseSummary::knowledgeBaseId)
        .findFirst();
  }

  private KnowledgeBase remember(KnowledgeBase base, String id) {
    if (base.bedrockKnowledgeBaseId().equals(Optional.of(id))) {
      return base;
    }
    KnowledgeBase known =
        new KnowledgeBase(
            base.tenantId(),
            base.knowledgeBaseId(),
            base.userId(),
            base.agentId(),
            base.agentVersion(),
            base.s3Path(),
            Optional.of(id),
            base.status(),
            base.folderFileDescriptions(),
            base.createdAt(),
            clock.instant());
    bases.save(known);
    return known;
  }

  private void note(KnowledgeBase base, KnowledgeStatus status) {
    if (base.status() != status) {
      bases.save(base.as(status, clock.instant()));
    }
  }

  private Map<String, String> tags(KnowledgeBase base) {
    return Map.of(
        "userId", base.userId(),
        "agentId", base.agentId(),
        "platform", settings.platform(),
        "environment", settings.environment(),
        "resourceType", "knowledge-base");
  }

  /// Follows from tenant and id, and is what Amazon takes for a name.
  static String name(KnowledgeBase base) {
    return "oratio-" + hash(base.tenantId().value(), base.knowledgeBaseId()).substring(0, 32);
  }

  private static String token(String... parts) {
    return hash(parts);
  }

  private static String hash(String... parts) {
    try {
      byte[] bytes = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
