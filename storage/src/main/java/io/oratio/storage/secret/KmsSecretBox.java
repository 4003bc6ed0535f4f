package io.oratio.storage.secret;

import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StoresUnavailableException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Seals each secret with AES-256-GCM under a data key of its own, which lies beside it, encrypted
/// by a key that never leaves AWS KMS (envelope encryption: GenerateDataKey, Decrypt). A sealed
/// word is `k1.{base64url(encrypted data key)}.{base64url(nonce | ciphertext | tag)}`. The place is
/// authenticated with both, as KMS's encryption context and as additional data.
///
/// Data keys that were opened lately are remembered, so that reading all trunks does not ask KMS
/// for each. Sealing asks it every time. Both may block.
public final class KmsSecretBox implements SecretBox, AutoCloseable {
  private static final String CONTEXT = "oratio-place";
  private static final int REMEMBERED = 2000;

  private final KmsClient client;
  private final String keyId;
  private final SecureRandom random;
  private final Map<String, SecretKey> opened =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SecretKey> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// @param client closed with this box
  /// @param keyId a symmetric key's id, ARN or `alias/name`
  public KmsSecretBox(KmsClient client, String keyId, SecureRandom random) {
    this.client = client;
    this.keyId = keyId;
    this.random = random;
  }

  /// Opens it over the SDK's own chain of credentials, and asks for a data key to see that it may.
  ///
  /// @param endpoint empty for the SDK's choice (`AWS_ENDPOINT_URL_KMS`)
  /// @param region empty for the SDK's choice
  /// @throws StoresUnavailableException when the key cannot be used; it says what to do
  public static KmsSecretBox open(
      String keyId, Optional<URI> endpoint, Optional<String> region, SecureRandom random) {
    KmsClientBuilder builder = KmsClient.builder().httpClientBuilder(ApacheHttpClient.builder());
    endpoint.ifPresent(builder::endpointOverride);
    region.map(Region::of).ifPresent(builder::region);
    KmsClient client = null;
    try {
      client = builder.build();
      KmsSecretBox box = new KmsSecretBox(client, keyId, random);
      box.dataKey("start");
      return box;
    } catch (SdkException e) {
      if (client != null) {
        client.close();
      }
      throw new StoresUnavailableException(
          "KMS does not let us use the key "
              + keyId
              + ": check its id, the AWS credentials (they need kms:GenerateDataKey and"
              + " kms:Decrypt) and AWS_REGION.",
          e);
    }
  }

  @Override
  public String seal(Secret secret, String place) {
    try {
      GenerateDataKeyResponse made = dataKey(place);
      SecretKey key = new SecretKeySpec(made.plaintext().asByteArray(), "AES");
      String wrapped =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(made.ciphertextBlob().asByteArray());
      remember(place, wrapped, key);
      return "k1." + wrapped + "." + AesGcm.seal(key, secret, place, random);
    } catch (SdkException e) {
      throw new IllegalStateException("KMS cannot be asked to seal the secret of " + place, e);
    }
  }

  @Override
  public Secret open(String sealed, String place) {
    String[] parts = sealed.split("\\.", -1);
    if (parts.length == 3 && parts[0].equals("v1")) {
      throw new IllegalStateException(
          "the secret of "
              + place
              + " was sealed under a key file, not under KMS: enter the password again");
    }
    if (parts.length != 3 || !parts[0].equals("k1")) {
      throw new IllegalStateException("the secret of " + place + " is not sealed as we seal");
    }
    return AesGcm.open(unwrapped(place, parts[1]), parts[2], place);
  }

  @Override
  public void close() {
    client.close();
  }

  private GenerateDataKeyResponse dataKey(String place) {
    return client.generateDataKey(
        it ->
            it.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(Map.of(CONTEXT, place)));
  }

  private SecretKey unwrapped(String place, String wrapped) {
    synchronized (opened) {
      SecretKey known = opened.get(name(place, wrapped));
      if (known != null) {
        return known;
      }
    }
    try {
      byte[] blob = Base64.getUrlDecoder().decode(wrapped);
      byte[] plain =
          client
              .decrypt(
                  it ->
                      it.keyId(keyId)
                          .ciphertextBlob(SdkBytes.fromByteArray(blob))
                          .encryptionContext(Map.of(CONTEXT, place)))
              .plaintext()
              .asByteArray();
      SecretKey key = new SecretKeySpec(plain, "AES");
      remember(place, wrapped, key);
      return key;
    } catch (IllegalArgumentException | InvalidCiphertextException e) {
      throw new IllegalStateException(
          "the secret of " + place + " was changed or belongs elsewhere", e);
    } catch (KmsException e) {
      throw new IllegalStateException(
          "KMS does not open the secret of "
              + place
              + ": it was sealed under another key, or we may not use it",
          e);
    } catch (SdkException e) {
      throw new IllegalStateException("KMS cannot be asked to open the secret of " + place, e);
    }
  }

  private void remember(String place, String wrapped, SecretKey key) {
    synchronized (opened) {
      opened.put(name(place, wrapped), key);
    }
  }

  private static String name(String place, String wrapped) {
    return place + " " + wrapped;
  }
}
