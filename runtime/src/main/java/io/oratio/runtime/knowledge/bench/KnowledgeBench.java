package io.oratio.runtime.knowledge.bench;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.bench.ScoredSet.Question;
import io.oratio.runtime.knowledge.embed.MiniLmEmbedder;
import io.oratio.runtime.knowledge.index.Entry;
import io.oratio.runtime.knowledge.index.IndexKey;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.Reading;
import io.oratio.runtime.knowledge.parse.WorkerDocumentReader;
import io.oratio.runtime.knowledge.split.HeadingSplitter;
import io.oratio.runtime.knowledge.split.Piece;
import io.oratio.runtime.knowledge.split.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Measures retrieval on the scored set, and speed and size with many passages, and prints both.
public final class KnowledgeBench {
  private static final TenantId TENANT = new TenantId("bench");
  private static final int FOUND = 10;

  private KnowledgeBench() {}

  /// Runs it with the reader and the splitter that agents are given.
  ///
  /// @param args as below
  /// @return 0, or 2 for arguments it does not know
  public static int run(List<String> args, PrintStream out) throws IOException {
    try (DocumentReader reader = WorkerDocumentReader.standard()) {
      return run(args, out, reader, new HeadingSplitter());
    }
  }

  /// Runs it.
  ///
  /// @param args `--passages N` for the load, 10,000 when not given, 0 for none; `--words N` for
  ///   how many words a passage of the load has, 100 when not given
  /// @param reader of documents; stays the caller's to close
  /// @return 0, or 2 for arguments it does not know
  public static int run(
      List<String> args, PrintStream out, DocumentReader reader, Splitter splitter)
      throws IOException {
    int passages = 10_000;
    int words = 100;
    for (int i = 0; i < args.size(); i += 2) {
      String value = i + 1 < args.size() ? args.get(i + 1) : "";
      if (!value.matches("\\d{1,6}")) {
        out.println("bench knowledge [--passages N] [--words N]");
        return 2;
      }
      switch (args.get(i)) {
        case "--passages" -> passages = Math.min(Integer.parseInt(value), Indexes.PASSAGES_MAX);
        case "--words" -> words = Math.clamp(Integer.parseInt(value), 1, 1_000);
        default -> {
          out.println("bench knowledge [--passages N] [--words N]");
          return 2;
        }
      }
    }
    // As an agent is applied from the command line: with all processors.
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), 8);
    try (Embedder embedder = new MiniLmEmbedder(threads)) {
      embedder.embed(List.of("warm"));
      Scores scores = scored(embedder, reader, splitter);
      out.println("The scored set: six trades, each agent with its own documents.");
      scores.byHalf().forEach((half, it) -> out.println("  " + half + ": " + it));
      if (passages > 0) {
        out.println(load(embedder, passages, words));
      }
    }
    return 0;
  }

  /// Scores retrieval on the set, by half: `fitted` and `held out`, and `all`.
  static Scores scored(Embedder embedder, DocumentReader reader, Splitter splitter)
      throws IOException {
    Path root = Files.createTempDirectory("oratio-bench");
    try (Indexes indexes = new Indexes(root, embedder, KnowledgeBench::id, 16)) {
      ScoredSet set = ScoredSet.read();
      Map<String, List<Entry>> byAgent = new TreeMap<>();
      for (ScoredSet.Document document : set.documents()) {
        byAgent
            .computeIfAbsent(document.agent(), _ -> new ArrayList<>())
            .addAll(entries(document, reader, splitter));
      }
      for (Map.Entry<String, List<Entry>> it : byAgent.entrySet()) {
        indexes.replace(key(it.getKey()), it.getValue(), "en", "bench");
      }
      Map<String, RetrievalScore> halves = new TreeMap<>();
      halves.put("fitted", score(indexes, set, Question::isFitted));
      halves.put("held out", score(indexes, set, it -> !it.isFitted()));
      halves.put("all", score(indexes, set, _ -> true));
      return new Scores(halves);
    } finally {
      delete(root);
    }
  }

  private static List<Entry> entries(
      ScoredSet.Document document, DocumentReader reader, Splitter splitter) throws IOException {
    try (InputStream in = document.open()) {
      return switch (reader.read(in, document.name())) {
        case Reading.Refused refused ->
            throw new IOException(document.name() + ": " + refused.sentence());
        case Reading.Parsed parsed -> {
          List<Entry> entries = new ArrayList<>();
          for (Piece it : splitter.split(parsed)) {
            entries.add(Entry.ofDocument(document.name(), it.title(), it.place(), "", it.text()));
          }
          yield entries;
        }
      };
    }
  }

  private static RetrievalScore score(Indexes indexes, ScoredSet set, Predicate<Question> which)
      throws IOException {
    RetrievalScore.Tally tally = new RetrievalScore.Tally();
    for (Question question : set.questions().stream().filter(which).toList()) {
      long begun = System.nanoTime();
      Found found = indexes.search(key(question.agent()), question.words(), FOUND);
      tally.took(System.nanoTime() - begun);
      if (question.hasAnswer()) {
        int rank = 0;
        while (rank < found.passages().size()
            && !question.isAnsweredBy(
                found.passages().get(rank).path(),
                found.passages().get(rank).place(),
                found.passages().get(rank).text())) {
          rank++;
        }
        tally.answered(rank < found.passages().size() ? rank + 1 : 0, found.isEnough());
      } else {
        tally.unanswerable(found.isEnough());
      }
    }
    return tally.score();
  }

  /// Times ingest and queries with made-up passages.
  static Load load(Embedder embedder, int passages, int words) throws IOException {
    Path root = Files.createTempDirectory("oratio-bench");
    try (Indexes indexes = new Indexes(root, embedder, KnowledgeBench::id, 4)) {
      List<Entry> entries = new MadeUp(words).entries(passages);
      long begun = System.nanoTime();
      indexes.replace(key("load"), entries, "en", "load");
      double ingestSeconds = (System.nanoTime() - begun) / 1e9;
      Random random = new Random(7);
      for (int i = 0; i < 20; i++) {
        indexes.search(key("load"), MadeUp.question(random), 5);
      }
      long[] nanos = new long[200];
      for (int i = 0; i < nanos.length; i++) {
        String question = MadeUp.question(random);
        long asked = System.nanoTime();
        indexes.search(key("load"), question, 5);
        nanos[i] = System.nanoTime() - asked;
      }
      Arrays.sort(nanos);
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return new Load(
          passages,
          words,
          passages / ingestSeconds,
          nanos[nanos.length / 2] / 1e6,
          nanos[nanos.length * 95 / 100] / 1e6,
          bytes(root, "vectors-"),
          bytes(root, "") - bytes(root, "vectors-"),
          runtime.totalMemory() - runtime.freeMemory());
    } finally {
      delete(root);
    }
  }

  private static IndexKey key(String agent) {
    return new IndexKey(TENANT, agent, 1);
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static long bytes(Path root, String prefix) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      long sum = 0;
      for (Path it : all.filter(Files::isRegularFile).toList()) {
        sum += it.getFileName().toString().startsWith(prefix) ? Files.size(it) : 0;
      }
      return sum;
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path it : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(it);
      }
    }
  }

  /// By half of the set.
  record Scores(Map<String, RetrievalScore> byHalf) {}

  /// @param cacheBytes the vectors kept for the next version
  record Load(
      int passages,
      int words,
      double passagesPerSecond,
      double p50Millis,
      double p95Millis,
      long cacheBytes,
      long indexBytes,
      long heapBytes) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "The load: %,d passages of %d words: %.0f passages/s, a query p50 %.1f ms and p95 %.1f"
              + " ms, index %.1f MB and kept vectors %.1f MB on the disk, heap %.0f MB",
          passages,
          words,
          passagesPerSecond,
          p50Millis,
          p95Millis,
          indexBytes / 1e6,
          cacheBytes / 1e6,
          heapBytes / 1e6);
    }
  }
}
