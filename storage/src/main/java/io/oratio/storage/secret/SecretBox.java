package io.oratio.storage.secret;

import io.oratio.domain.trunk.Secret;

/// Seals a secret so that a table never holds it in the clear. What is sealed opens only in the
/// same place: a row copied to another tenant or another trunk does not open there. Safe from any
/// thread.
public interface SecretBox {
  /// Seals the secret for its place.
  ///
  /// @param place the tenant and the record, for example `tenant/acme/trunk/carrier`
  /// @return printable ASCII; sealing twice gives two different words
  String seal(Secret secret, String place);

  /// Opens what was sealed for this place.
  ///
  /// @throws IllegalStateException when it was sealed elsewhere, with another key, or was changed
  Secret open(String sealed, String place);
}
