package io.oratio.control.agent;

import io.oratio.control.creation.CreationFeature;
import io.oratio.control.creation.CreationSettings;
import io.oratio.control.knowledge.KnowledgeFeature;
import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.domain.account.InMemoryMembers;
import io.oratio.domain.account.Members;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.audit.InMemoryAuditLog;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.creation.InMemoryCreations;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFile;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentObjects;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.agent.Ingestion;
import io.oratio.runtime.agent.StoredFile;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.ingest.LocalKnowledge;
import io.oratio.runtime.knowledge.ingest.Pages;
import io.oratio.runtime.knowledge.ingest.VersionIngestion;
import io.oratio.runtime.knowledge.split.HeadingSplitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;

/// The three features around agents with the runtime's own parts: real indexes in a folder that is
/// thrown away, a small embedder, a reader of plain text, a web of one page.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import({AgentFeature.class, CreationFeature.class, KnowledgeFeature.class})
public class AgentParts {
  /// The one page there is; every other address is refused.
  public static final String PAGE = "https://example.com/hours";

  static final String SAMPLE_DOCUMENT = "prices/rooms.txt";

  @Bean
  @Fallback
  AuditLog fallbackAuditLog() {
    return new InMemoryAuditLog();
  }

  @Bean
  @Fallback
  Creations fallbackCreations() {
    return new InMemoryCreations();
  }

  @Bean
  @Fallback
  Members fallbackMembers() {
    return new InMemoryMembers();
  }

  @Bean(destroyMethod = "close")
  @Fallback
  LiveEvents fallbackLiveEvents(Clock clock) {
    return new InProcessLiveEvents(clock);
  }

  @Bean
  CreationSettings creationSettings() {
    return new CreationSettings(
        2,
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        3,
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMinutes(1));
  }

  @Bean(destroyMethod = "close")
  WordEmbedder wordEmbedder() {
    return new WordEmbedder();
  }

  @Bean(destroyMethod = "close")
  TemporaryIndexes temporaryIndexes(WordEmbedder embedder) {
    return TemporaryIndexes.create(embedder);
  }

  @Bean
  io.oratio.runtime.knowledge.ingest.Ingestion documentIngestion(
      TemporaryIndexes indexes, ObjectStore objects, KnowledgeBases bases, Clock clock) {
    return new io.oratio.runtime.knowledge.ingest.Ingestion(
        indexes.indexes(),
        new TextReader(),
        new HeadingSplitter(),
        objects,
        bases,
        AgentParts::page,
        indexes.root(),
        Map.of(),
        clock);
  }

  private static Pages.Fetched page(TenantId tenantId, String url) {
    return url.equals(PAGE)
        ? new Pages.Fetched.Page(
            "The kitchen opens at seven in the morning."
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        : new Pages.Fetched.Refused("This address may not be fetched.");
  }

  @Bean
  Ingestion versionIngestion(
      io.oratio.runtime.knowledge.ingest.Ingestion ingestion, KnowledgeBases bases) {
    return new VersionIngestion(ingestion, bases);
  }

  @Bean
  Knowledge localKnowledge(
      TemporaryIndexes indexes, io.oratio.runtime.knowledge.ingest.Ingestion ingestion) {
    return new LocalKnowledge(indexes.indexes(), ingestion, Runnable::run);
  }

  @Bean
  DialogueModels dialogueModels(WordEmbedder embedder) {
    return new DialogueModels(embedder, (_, _, _) -> List.of());
  }

  @Bean
  AgentFiles agentFiles(ObjectStore objects) {
    return new AgentFiles(objects, Map.of());
  }

  @Bean
  AgentObjects agentObjects(ObjectStore objects) {
    return new AgentObjects(objects, Map.of());
  }

  @Bean
  AgentDrafts agentDrafts(
      Agents agents, Numbers numbers, AgentFiles files, Ingestion ingestion, Clock clock) {
    return new AgentDrafts(agents, numbers, files, ingestion, clock);
  }

  @Bean(destroyMethod = "close")
  DraftLearning draftLearning(
      AgentDrafts drafts, Agents agents, KnowledgeBases bases, Ingestion ingestion) {
    return new DraftLearning(drafts, agents, bases, ingestion, 1);
  }

  @Bean
  SampleRecord agentSample(Agents agents, AgentDrafts drafts, AgentFiles files) {
    return sample("agentId", it -> write(it, agents, drafts, files));
  }

  @Bean
  SampleRecord versionSample() {
    return sample("version", _ -> "1");
  }

  @Bean
  SampleRecord documentSample() {
    return sample("documentId", _ -> "doc_" + hash(SAMPLE_DOCUMENT));
  }

  @Bean
  SampleRecord addressSample() {
    return sample("addressId", _ -> "adr_" + hash(PAGE));
  }

  private static String hash(String text) {
    return io.oratio.control.web.Digest.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .substring(0, 24);
  }

  private static SampleRecord sample(
      String parameter, java.util.function.Function<TenantId, String> write) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return parameter;
      }

      @Override
      public String write(TenantId tenantId) {
        return write.apply(tenantId);
      }
    };
  }

  /// An agent that answers, with one document and one address.
  public static String write(
      TenantId tenantId, Agents agents, AgentDrafts drafts, AgentFiles files) {
    try {
      Instant now = Instant.parse("2026-11-21T09:00:00Z");
      String agentId = "agt_" + UUID.randomUUID();
      Agent agent =
          new Agent(
              tenantId,
              agentId,
              "usr_" + UUID.randomUUID(),
              "Harbour Hotel",
              AgentType.BOTH,
              AgentStatus.ACTIVE,
              OptionalInt.empty(),
              now,
              now);
      Path file = Files.createTempFile("oratio-sample", ".txt");
      Files.writeString(file, "A double room costs ninety euros a night.");
      SortedMap<String, StoredFile> stored = new TreeMap<>();
      stored.put("knowledge/" + SAMPLE_DOCUMENT, files.keep(agent.userId(), agentId, file));
      Files.delete(file);
      AgentDrafts.Parts parts =
          new AgentDrafts.Parts(
              """
              {"schemaVersion": 1, "agentId": "%s", "agentName": "Harbour Hotel",
               "greeting": "Good morning.", "addresses": [{"url": "%s"}]}
              """
                  .formatted(agentId, PAGE),
              "You answer the phone of a hotel.",
              stored);
      agents.save(agent);
      int version =
          drafts
              .write(agent, AgentFile.parse(parts.agentJson(), parts.promptMd()), parts)
              .orElseThrow()
              .version();
      drafts.learn(agent, version);
      agents.save(agent.publishing(version, now.plusSeconds(1)));
      return agentId;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record TemporaryIndexes(Path root, Indexes indexes) implements AutoCloseable {
    static TemporaryIndexes create(WordEmbedder embedder) {
      try {
        Path root = Files.createTempDirectory("oratio-indexes");
        return new TemporaryIndexes(
            root,
            new Indexes(root, embedder, () -> UUID.randomUUID().toString().replace("-", ""), 8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      indexes.close();
      org.springframework.util.FileSystemUtils.deleteRecursively(root);
    }
  }
}
