package io.oratio.control.key;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.OwnFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Keeps the peppers in a file of the data folder that only its owner reads: a line each, the
/// newest first, of id, time and bytes. A new one is made when the newest is worn out; the old ones
/// stay, since keys live up to two years.
final class FilePeppers implements Peppers {
  private static final int BYTES = 32;
  private static final int KEPT = 10;
  private static final Duration READ_ANEW_AFTER = Duration.ofSeconds(1);

  private final OwnFile file;
  private final Duration life;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Ids ids;
  private List<Pepper> peppers = List.of();
  private Instant readAt = Instant.MIN;

  /// @param life how long new keys are kept under one pepper
  FilePeppers(Path file, Duration life, InstantSource clock, SecureRandom random) {
    this.file = new OwnFile(file);
    this.life = life;
    this.clock = clock;
    this.random = random;
    this.ids = new Ids(clock, random);
  }

  @Override
  public synchronized Pepper current() {
    Instant now = clock.instant();
    if (peppers.isEmpty() || isWornOut(now)) {
      peppers = file.alone(() -> readOrMake(now));
      readAt = now;
    }
    return peppers.getFirst();
  }

  @Override
  public synchronized Optional<Pepper> find(String pepperId) {
    current();
    Optional<Pepper> found = among(pepperId);
    if (found.isEmpty() && !readAt.plus(READ_ANEW_AFTER).isAfter(clock.instant())) {
      peppers = read();
      readAt = clock.instant();
      found = among(pepperId);
    }
    return found;
  }

  private Optional<Pepper> among(String pepperId) {
    return peppers.stream().filter(it -> it.pepperId().equals(pepperId)).findFirst();
  }

  private boolean isWornOut(Instant now) {
    return !now.isBefore(peppers.getFirst().madeAt().plus(life));
  }

  private List<Pepper> readOrMake(Instant now) {
    peppers = read();
    if (!peppers.isEmpty() && !isWornOut(now)) {
      return peppers;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    List<Pepper> next = new ArrayList<>();
    next.add(new Pepper(ids.next("ppr_"), now, bytes));
    peppers.stream().limit(KEPT - 1).forEach(next::add);
    StringBuilder lines = new StringBuilder();
    next.forEach(
        it ->
            lines
                .append(it.pepperId())
                .append(' ')
                .append(it.madeAt())
                .append(' ')
                .append(Base64.getEncoder().encodeToString(it.bytes()))
                .append('\n'));
    file.write(lines.toString());
    return List.copyOf(next);
  }

  private List<Pepper> read() {
    return file.read().orElse("").lines().filter(it -> !it.isBlank()).map(this::parsed).toList();
  }

  private Pepper parsed(String line) {
    String[] parts = line.strip().split(" ");
    try {
      if (parts.length != 3) {
        throw new IllegalArgumentException("three words a line");
      }
      return new Pepper(parts[0], Instant.parse(parts[1]), Base64.getDecoder().decode(parts[2]));
    } catch (IllegalArgumentException | DateTimeException _) {
      // Not the cause: it would name what it could not read.
      throw new IllegalStateException(
          "The file of peppers cannot be read: put its backup back; without it no API key is"
              + " good.");
    }
  }
}
