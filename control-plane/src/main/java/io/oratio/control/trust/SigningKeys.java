package io.oratio.control.trust;

import java.util.List;
import java.util.Optional;

/// The keys that sign our tokens: the newest signs, the one before it is still believed. May block;
/// safe from any thread. [FileSigningKeys] keeps them on one machine; machines that share a plane
/// share one of another kind.
public interface SigningKeys {
  /// The key to sign with.
  SigningKey current();

  /// The key of this id, if its tokens are still believed.
  Optional<SigningKey> find(String keyId);

  /// All that are believed, the newest first.
  List<SigningKey> all();
}
