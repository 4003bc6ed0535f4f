package io.oratio.control.key;

import java.util.Optional;

/// The peppers: the newest is for new keys, older ones for as long as a key names them. Lies
/// outside of the record store. May block; safe from any thread.
interface Peppers {
  /// The one for new keys.
  Pepper current();

  Optional<Pepper> find(String pepperId);
}
