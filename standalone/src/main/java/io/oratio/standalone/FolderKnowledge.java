package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.runtime.agent.AgentApply;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.embed.MiniLmEmbedder;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.ingest.Ingestion;
import io.oratio.runtime.knowledge.ingest.Pages;
import io.oratio.runtime.knowledge.ingest.VersionIngestion;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.WorkerDocumentReader;
import io.oratio.runtime.knowledge.split.HeadingSplitter;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// What is needed to apply an agent's folder, opened for as long as that takes.
final class FolderKnowledge implements AutoCloseable {
  /// What every stored object carries.
  static final Map<String, String> TAGS = Map.of("platform", "oratio", "environment", "standalone");

  private final Embedder embedder;
  private final DocumentReader reader;
  private final Indexes indexes;
  private final AgentApply apply;

  private FolderKnowledge(
      Embedder embedder, DocumentReader reader, Indexes indexes, AgentApply apply) {
    this.embedder = embedder;
    this.reader = reader;
    this.indexes = indexes;
    this.apply = apply;
  }

  /// @throws CannotStart when the data folder cannot be written
  static FolderKnowledge over(Stores stores, Settings settings) {
    Path folder = settings.dataDir().resolve("knowledge");
    Embedder embedder = new MiniLmEmbedder();
    DocumentReader reader = WorkerDocumentReader.standard();
    try {
      Files.createDirectories(folder);
      Indexes indexes =
          new Indexes(folder, embedder, () -> UlidCreator.getMonotonicUlid().toString(), 8);
      Ingestion ingestion =
          new Ingestion(
              indexes,
              reader,
              new HeadingSplitter(),
              stores.objects(),
              stores.knowledgeBases(),
              _ -> new Pages.Fetched.Refused("Web pages are fetched when the gateway runs."),
              folder,
              TAGS,
              Clock.systemUTC());
      return new FolderKnowledge(
          embedder,
          reader,
          indexes,
          applying(stores, new VersionIngestion(ingestion, stores.knowledgeBases())));
    } catch (IOException e) {
      reader.close();
      embedder.close();
      throw new CannotStart("the folder " + folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  /// Applying over these stores, with an ingestion that is there already.
  static AgentApply applying(Stores stores, io.oratio.runtime.agent.Ingestion ingestion) {
    return new AgentApply(
        stores.agents(),
        stores.numbers(),
        new AgentFiles(stores.objects(), TAGS),
        ingestion,
        Clock.systemUTC());
  }

  AgentApply apply() {
    return apply;
  }

  @Override
  public void close() {
    try {
      indexes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.close();
      embedder.close();
    }
  }
}
