package io.oratio.control.account;

import io.oratio.control.trust.OwnFile;
import io.oratio.control.trust.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Makes the next secret of a login out of the one that was shown and a key of ours: who asks twice
/// at once is given the same one, and nobody else can foretell it.
final class RefreshSecrets {
  private final byte[] key;

  /// Reads the key, or makes one; processes that share logins share the folder.
  RefreshSecrets(Path folder, Secrets secrets) {
    OwnFile file = new OwnFile(folder.resolve("refresh.key"));
    String word =
        file.alone(
            () -> {
              Optional<String> known = file.read();
              String made = known.orElseGet(secrets::longWord);
              if (known.isEmpty()) {
                file.write(made);
              }
              return made;
            });
    this.key = word.getBytes(StandardCharsets.UTF_8);
  }

  /// The secret that comes after this one.
  String after(RefreshToken shown) {
    return Secrets.hmac(key, shown.loginId() + "." + shown.secret());
  }
}
