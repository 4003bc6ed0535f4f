package io.oratio.simulator.session;

import io.oratio.simulator.voice.Wave;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The recordings that replies play, each read once for each rate. Any thread.
public final class Recordings {
  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
  private static final int MOST_KEPT = 64;

  private final Map<String, Optional<short[]>> read = new ConcurrentHashMap<>();

  /// The samples at a rate; nothing when the file cannot be read, which is logged once.
  Optional<short[]> at(Path file, int rateHz) {
    if (read.size() > MOST_KEPT) {
      read.clear();
    }
    return read.computeIfAbsent(
        file + "@" + rateHz,
        _ -> {
          try {
            return Optional.of(Wave.read(file, rateHz));
          } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The recording {} cannot be played: {}", file, e.toString());
            return Optional.empty();
          }
        });
  }
}
