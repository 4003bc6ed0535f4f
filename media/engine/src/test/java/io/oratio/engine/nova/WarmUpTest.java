package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

@Timeout(60)
class WarmUpTest {
  @Test
  void leadsAWholeConversationWithItselfWithoutANetwork() throws Exception {
    try (BedrockStreams streams =
        new BedrockStreams(
            NovaSettings.defaults().withEndpoint(URI.create("http://127.0.0.1:9")),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            new NovaCounters())) {
      assertThat(streams.warmUp(NovaSettings.DEFAULT_MODEL_ID).get(40, TimeUnit.SECONDS))
          .isEqualTo(new NovaEvent.CompletionEnd());
    }
  }
}
