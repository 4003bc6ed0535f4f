package io.oratio.simulator.session;

import io.oratio.simulator.voice.Wave;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The recordings that replies play, each read once for each rate. Any thread.
public final class Recordings {
  private static final Logger LOG = System.getLogger(Recordings.class.getName());
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
            LOG.log(Level.WARNING, "The recording {0} cannot be played: {1}", file, e.toString());
            return Optional.empty();
          }
        });
  }
}
