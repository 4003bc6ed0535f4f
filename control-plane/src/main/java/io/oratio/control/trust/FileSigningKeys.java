package io.oratio.control.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Keeps the keys in a file of the data folder, as a JWK set (RFC 7517 §5) that only its owner
/// reads. A key signs for `life`, then a new one is made and the old one is believed for as long
/// again, which outlasts every token. Two processes on one machine may share the file.
public final class FileSigningKeys implements SigningKeys {
  private static final Duration READ_ANEW_AFTER = Duration.ofSeconds(1);

  private final OwnFile file;
  private final Duration life;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Ids ids;
  private List<SigningKey> keys = List.of();
  private Instant readAt = Instant.MIN;

  /// @param file for example `DATA/signing-keys.json`
  /// @param life how long a key signs
  public FileSigningKeys(Path file, Duration life, InstantSource clock, SecureRandom random) {
    if (life.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("a signing key lives an hour at least");
    }
    this.file = new OwnFile(file);
    this.life = life;
    this.clock = clock;
    this.random = random;
    this.ids = new Ids(clock, random);
  }

  @Override
  public synchronized SigningKey current() {
    Instant now = clock.instant();
    if (keys.isEmpty() || isWornOut(keys.getFirst(), now)) {
      keys = file.alone(() -> readOrMake(now));
      readAt = now;
    }
    return keys.getFirst();
  }

  @Override
  public synchronized Optional<SigningKey> find(String keyId) {
    current();
    Optional<SigningKey> found = among(keyId);
    // Another process may have made a new one; strange ids do not make us read all the time.
    if (found.isEmpty() && !readAt.plus(READ_ANEW_AFTER).isAfter(clock.instant())) {
      keys = read().orElse(keys);
      readAt = clock.instant();
      found = among(keyId);
    }
    Instant now = clock.instant();
    return found.filter(it -> now.isBefore(it.madeAt().plus(life.multipliedBy(2))));
  }

  @Override
  public synchronized List<SigningKey> all() {
    current();
    return keys;
  }

  private Optional<SigningKey> among(String keyId) {
    return keys.stream().filter(it -> it.keyId().equals(keyId)).findFirst();
  }

  private boolean isWornOut(SigningKey key, Instant now) {
    return !now.isBefore(key.madeAt().plus(life));
  }

  private List<SigningKey> readOrMake(Instant now) {
    List<SigningKey> kept = read().orElse(List.of());
    if (!kept.isEmpty() && !isWornOut(kept.getFirst(), now)) {
      return kept;
    }
    List<SigningKey> next = new ArrayList<>();
    next.add(make(now));
    kept.stream().limit(1).forEach(next::add);
    List<JWK> pairs = next.stream().map(it -> (JWK) it.pair()).toList();
    file.write(new JWKSet(pairs).toString(false));
    return List.copyOf(next);
  }

  private SigningKey make(Instant now) {
    String keyId = ids.next("sig_");
    try {
      ECKey pair =
          new ECKeyGenerator(Curve.P_256)
              .keyID(keyId)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .issueTime(Date.from(now))
              .secureRandom(random)
              .generate();
      return new SigningKey(keyId, pair, pair.getIssueTime().toInstant());
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java has the curve P-256", e);
    }
  }

  private Optional<List<SigningKey>> read() {
    return file.read().map(FileSigningKeys::parsed);
  }

  private static List<SigningKey> parsed(String text) {
    try {
      return JWKSet.parse(text).getKeys().stream()
          .map(it -> new SigningKey(it.getKeyID(), it.toECKey(), it.getIssueTime().toInstant()))
          .sorted(Comparator.comparing(SigningKey::madeAt).reversed())
          .toList();
    } catch (ParseException | ClassCastException e) {
      throw new IllegalStateException(
          "The file of signing keys cannot be read: put its backup back, or take it away, which"
              + " signs everybody out.",
          e);
    }
  }
}
