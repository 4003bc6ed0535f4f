package io.oratio.runtime.knowledge.index;

import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Found;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All indexes of this machine, in folders below one:
///
///     <tenant>/<agentId>/vectors-….bin           what its texts were embedded to, for all versions
///     <tenant>/<agentId>/<version>/current       names the generation that is served
///     <tenant>/<agentId>/<version>/<generation>/ the files of one index
///
/// Searches are safe from any thread and see the old generation or the new one, never half of one.
/// Builds of one agent come one after another, also between processes.
public final class Indexes implements AutoCloseable {
  /// What one index may hold; more is refused, for every search reads all vectors.
  public static final int PASSAGES_MAX = 100_000;

  private static final Logger log = LoggerFactory.getLogger(Indexes.class);
  private final Path root;
  private final Embedder embedder;
  private final Supplier<String> ids;
  private final int openMax;

  /// Open indexes, the one asked longest ago first.
  private final LinkedHashMap<IndexKey, Opened> open = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<Path, ReentrantLock> building = new ConcurrentHashMap<>();
  private boolean isClosed;

  /// Indexes below a folder; what a build that was cut off left there is removed.
  ///
  /// @param embedder stays the caller's to close
  /// @param ids gives each generation a name: letters and digits, never the same twice
  /// @param openMax how many indexes are kept open
  public Indexes(Path root, Embedder embedder, Supplier<String> ids, int openMax)
      throws IOException {
    if (openMax < 1) {
      throw new IllegalArgumentException("at least one index is kept open");
    }
    this.root = root;
    this.embedder = embedder;
    this.ids = ids;
    this.openMax = openMax;
    Files.createDirectories(root);
    sweep();
  }

  /// The best passages for a question; nothing when there is no index of this version, or only one
  /// made with another embedder.
  ///
  /// @param limit 1 to 20
  public Found search(IndexKey key, String question, int limit) throws IOException {
    if (limit < 1 || limit > 20) {
      throw new IllegalArgumentException("1 to 20 passages are found");
    }
    if (question.isBlank()) {
      return Found.NOTHING;
    }
    Optional<PassageIndex> held = hold(key);
    if (held.isEmpty()) {
      return Found.NOTHING;
    }
    PassageIndex index = held.get();
    try {
      float[] vector = embedder.embed(List.of(question)).getFirst();
      return Judgement.of(index.candidates(question, vector), limit);
    } finally {
      index.release();
    }
  }

  /// Whether a search would find an index, made with this embedder.
  public boolean isReady(IndexKey key) throws IOException {
    Optional<PassageIndex> held = hold(key);
    if (held.isPresent()) {
      held.get().release();
    }
    return held.isPresent();
  }

  /// What the served index was made of, as [#replace] was told; empty when none is ready.
  public Optional<String> fingerprint(IndexKey key) throws IOException {
    Optional<PassageIndex> held = hold(key);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(held.get().fingerprint());
    } finally {
      held.get().release();
    }
  }

  /// Builds an index of the passages aside and serves it instead of the one before. Only texts that
  /// no version of the agent has are embedded. Blocks; when it throws, the one before is served
  /// still.
  ///
  /// @param language a BCP 47 tag; how words are compared
  /// @param fingerprint what the passages come from, for [#fingerprint]
  /// @throws IllegalArgumentException for more than [#PASSAGES_MAX] passages
  public void replace(IndexKey key, List<Entry> entries, String language, String fingerprint)
      throws IOException {
    if (entries.size() > PASSAGES_MAX) {
      throw new IllegalArgumentException(
          "an index holds " + PASSAGES_MAX + " passages, not " + entries.size());
    }
    Path agentFolder = key.agentFolder(root);
    whileLocked(
        agentFolder,
        () -> {
          VectorCache cache = new VectorCache(agentFolder, embedder);
          build(key, new IndexBuild(embedder, cache, language, fingerprint), entries);
        });
  }

  private void build(IndexKey key, IndexBuild build, List<Entry> entries) throws IOException {
    Generations generations = new Generations(key.versionFolder(root));
    generations.sweep();
    Path made = generations.begin(ids);
    boolean isServed = false;
    try {
      build.write(made, entries);
      generations.serve(made);
      isServed = true;
    } finally {
      if (!isServed) {
        Folders.delete(made);
      }
    }
    forget(key);
    generations.sweep();
  }

  /// Removes a version's index; nothing happens when there is none.
  public void remove(IndexKey key) throws IOException {
    whileLocked(
        key.agentFolder(root),
        () -> {
          Folders.delete(key.versionFolder(root));
          forget(key);
        });
  }

  private Optional<PassageIndex> hold(IndexKey key) throws IOException {
    Generations generations = new Generations(key.versionFolder(root));
    Optional<FileTime> changedAt = generations.changedAt();
    if (changedAt.isEmpty()) {
      forget(key);
      return Optional.empty();
    }
    synchronized (open) {
      Opened known = open.get(key);
      if (known != null && known.changedAt().equals(changedAt.get()) && known.index().hold()) {
        return usable(known.index());
      }
    }
    Optional<PassageIndex> opened = open(generations);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    PassageIndex index = opened.get();
    index.hold();
    keep(key, new Opened(index, changedAt.get()));
    return usable(index);
  }

  private Optional<PassageIndex> usable(PassageIndex held) throws IOException {
    if (held.isOf(embedder.name())) {
      return Optional.of(held);
    }
    held.release();
    return Optional.empty();
  }

  /// Opens the served generation. While it is opened another process may serve a newer one and
  /// remove it: then that one is opened.
  private static Optional<PassageIndex> open(Generations generations) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Optional<Path> current = generations.current();
      if (current.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(PassageIndex.open(current.get()));
      } catch (IOException e) {
        if (attempt == 3 || current.equals(generations.current())) {
          log.warn("an index cannot be opened and will be made anew: {}", e.toString());
          return Optional.empty();
        }
      }
    }
  }

  private void keep(IndexKey key, Opened opened) throws IOException {
    synchronized (open) {
      if (isClosed) {
        opened.index().close();
        return;
      }
      Opened before = open.put(key, opened);
      if (before != null) {
        before.index().close();
      }
      Iterator<Opened> oldest = open.values().iterator();
      while (open.size() > openMax) {
        Opened it = oldest.next();
        oldest.remove();
        it.index().close();
      }
    }
  }

  private void forget(IndexKey key) throws IOException {
    synchronized (open) {
      Opened before = open.remove(key);
      if (before != null) {
        before.index().close();
      }
    }
  }

  private void whileLocked(Path agentFolder, Work work) throws IOException {
    ReentrantLock lock = building.computeIfAbsent(agentFolder, _ -> new ReentrantLock());
    lock.lock();
    try {
      Files.createDirectories(agentFolder);
      try (FileChannel file = lockFile(agentFolder);
          FileLock _ = file.lock()) {
        work.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private static FileChannel lockFile(Path agentFolder) throws IOException {
    return FileChannel.open(
        agentFolder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void sweep() throws IOException {
    for (Path tenant : foldersIn(root)) {
      for (Path agent : foldersIn(tenant)) {
        try (FileChannel file = lockFile(agent);
            FileLock lock = file.tryLock()) {
          if (lock == null) {
            continue;
          }
          for (Path version : foldersIn(agent)) {
            int removed = new Generations(version).sweep();
            if (removed > 0) {
              log.info("removed {} unfinished indexes of {}", removed, version);
            }
          }
        } catch (OverlappingFileLockException _) {
          // Somebody in this process builds there right now, and sweeps by itself.
        }
      }
    }
  }

  private static List<Path> foldersIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  /// Closes every open index; searches under way end first.
  @Override
  public void close() throws IOException {
    synchronized (open) {
      isClosed = true;
      for (Opened it : open.values()) {
        it.index().close();
      }
      open.clear();
    }
  }

  private record Opened(PassageIndex index, FileTime changedAt) {}

  private interface Work {
    void run() throws IOException;
  }
}
