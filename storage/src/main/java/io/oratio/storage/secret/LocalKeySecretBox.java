package io.oratio.storage.secret;

import io.oratio.domain.trunk.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Seals with AES-256-GCM (NIST SP 800-38D) under one key that lies in a file which only its owner
/// reads. The place is authenticated with it. A sealed word is `v1.{key's
/// fingerprint}.{base64url(nonce 12 bytes | ciphertext | tag 16 bytes)}`.
///
/// Nodes that share tables share the file. Whoever loses it must enter the passwords again.
public final class LocalKeySecretBox implements SecretBox {
  private final SecretKey key;
  private final String fingerprint;
  private final SecureRandom random;

  private LocalKeySecretBox(byte[] keyBytes, SecureRandom random) {
    this.key = new SecretKeySpec(keyBytes, "AES");
    this.fingerprint = HexFormat.of().formatHex(sha256(keyBytes), 0, 4);
    this.random = random;
  }

  /// Reads the key, or makes one when the file is not there.
  ///
  /// @throws IOException when the file cannot be read or made, or holds no key
  public static LocalKeySecretBox open(Path keyFile, SecureRandom random) throws IOException {
    if (!Files.exists(keyFile)) {
      create(keyFile, random);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(Files.readString(keyFile).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(keyFile + " holds no key: it should be 32 bytes in Base64", e);
    }
    if (bytes.length != AesGcm.KEY_BYTES) {
      throw new IOException(keyFile + " holds no key: it should be 32 bytes in Base64");
    }
    return new LocalKeySecretBox(bytes, random);
  }

  @Override
  public String seal(Secret secret, String place) {
    return "v1." + fingerprint + "." + AesGcm.seal(key, secret, place, random);
  }

  @Override
  public Secret open(String sealed, String place) {
    String[] parts = sealed.split("\\.", -1);
    if (parts.length == 3 && parts[0].equals("k1")) {
      throw new IllegalStateException(
          "the secret of "
              + place
              + " was sealed under KMS, not under a key file: enter the password again");
    }
    if (parts.length != 3 || !parts[0].equals("v1")) {
      throw new IllegalStateException("the secret of " + place + " is not sealed as we seal");
    }
    if (!parts[1].equals(fingerprint)) {
      throw new IllegalStateException(
          "the secret of "
              + place
              + " was sealed with another key: put the key file back that the data was made with, "
              + "or enter the password again");
    }
    return AesGcm.open(key, parts[2], place);
  }

  /// The key is written whole under another name first, so that a crash leaves no half of one.
  private static void create(Path keyFile, SecureRandom random) throws IOException {
    byte[] bytes = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(bytes);
    byte[] text =
        (Base64.getEncoder().encodeToString(bytes) + "\n").getBytes(StandardCharsets.UTF_8);
    Path folder = keyFile.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh =
        Files.createTempFile(
            folder,
            ".key",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel out = FileChannel.open(fresh, Set.of(StandardOpenOption.WRITE))) {
        out.write(ByteBuffer.wrap(text));
        out.force(true);
      }
      // A link fails where a move would replace: of two nodes that start together, one key wins.
      Files.createLink(keyFile, fresh);
    } catch (FileAlreadyExistsException _) {
      // The other one was first; its key is read.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
