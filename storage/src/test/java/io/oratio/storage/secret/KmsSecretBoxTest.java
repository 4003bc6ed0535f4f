package io.oratio.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StoresUnavailableException;
import io.oratio.storage.dynamodb.Moto;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

@ExtendWith(Moto.class)
class KmsSecretBoxTest extends SecretBoxContract {
  private static String keyId;

  private final Moto.Running moto;

  KmsSecretBoxTest(Moto.Running moto) {
    this.moto = moto;
  }

  /// A new one each time, so that what one sealed another opens without having seen the data key.
  @Override
  SecretBox box() {
    KmsClient client = client();
    if (keyId == null) {
      keyId = client.createKey().keyMetadata().keyId();
    }
    return new KmsSecretBox(client, keyId, new SecureRandom());
  }

  @Test
  void opensWhatAnotherNodeSealed() {
    String sealed = box().seal(new Secret("wonderland"), PLACE);
    SecretBox other = box();
    assertThat(other.open(sealed, PLACE).reveal()).isEqualTo("wonderland");
    assertThatIllegalStateException()
        .isThrownBy(() -> box().open(sealed, "tenant/other/trunk/carrier"))
        .withMessageContaining("belongs elsewhere");
  }

  @Test
  void opensNothingThatWasSealedUnderAnotherKey() {
    String sealed = box().seal(new Secret("wonderland"), PLACE);
    KmsClient client = client();
    KmsSecretBox strange =
        new KmsSecretBox(client, client.createKey().keyMetadata().keyId(), new SecureRandom());
    assertThatIllegalStateException().isThrownBy(() -> strange.open(sealed, PLACE));
  }

  @Test
  void saysWhenAPasswordWasSealedUnderAFile(@TempDir Path folder) throws IOException {
    SecretBox file = LocalKeySecretBox.open(folder.resolve("key"), new SecureRandom());
    assertThatIllegalStateException()
        .isThrownBy(() -> box().open(file.seal(new Secret("x"), PLACE), PLACE))
        .withMessageContaining("enter the password again");
    assertThatIllegalStateException()
        .isThrownBy(() -> file.open(box().seal(new Secret("x"), PLACE), PLACE))
        .withMessageContaining("enter the password again");
  }

  @Test
  void asksKmsOnceForWhatIsReadOften() {
    KmsClient client = client();
    KmsSecretBox box =
        new KmsSecretBox(client, client.createKey().keyMetadata().keyId(), new SecureRandom());
    String sealed = box.seal(new Secret("wonderland"), PLACE);
    client.close();
    assertThat(box.open(sealed, PLACE).reveal()).isEqualTo("wonderland");
  }

  @Test
  void stopsTheStartWhenTheKeyIsNotThere() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    assertThatThrownBy(
            () ->
                KmsSecretBox.open(
                    "alias/no-such-key",
                    Optional.of(moto.endpoint()),
                    Optional.of("us-east-1"),
                    new SecureRandom()))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("alias/no-such-key");
  }

  private KmsClient client() {
    return KmsClient.builder()
        .endpointOverride(moto.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }
}
