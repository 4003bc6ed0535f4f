package io.oratio.storage.secret;

import io.oratio.domain.trunk.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM (NIST SP 800-38D) as both boxes use it: `base64url(nonce 12 bytes | ciphertext | tag
/// 16 bytes)`, the place authenticated with it.
final class AesGcm {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  static String seal(SecretKey key, Secret secret, String place, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key, nonce, place)
              .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      byte[] both =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot seal with AES-256-GCM", e);
    }
  }

  /// @throws IllegalStateException when it was sealed for another place, under another key, or
  ///   changed
  static Secret open(SecretKey key, String sealed, String place) {
    try {
      byte[] both = Base64.getUrlDecoder().decode(sealed);
      if (both.length < NONCE_BYTES + TAG_BITS / 8) {
        throw new IllegalStateException("the secret of " + place + " is cut short");
      }
      byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
      byte[] open =
          cipher(Cipher.DECRYPT_MODE, key, nonce, place)
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return new Secret(new String(open, StandardCharsets.UTF_8));
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the secret of " + place + " was changed or belongs elsewhere", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot open AES-256-GCM", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
