package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What the operator is told before anybody calls.
@Timeout(60)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class NovaReadinessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final NovaSettings SETTINGS = NovaSettings.defaults();

  @Test
  void saysWhatItFound() {
    Map<String, String> found =
        Map.of(
            "aws.region", "eu-north-1", "aws.accessKeyId", "id", "aws.secretAccessKey", "secret");
    with(
        found,
        () -> {
          NovaAvailability availability = NovaReadiness.check(SETTINGS, LIMIT);
          assertThat(availability.isAvailable()).as(availability.sentence()).isTrue();
          assertThat(availability.sentence())
              .contains("eu-north-1")
              .doesNotContain("secret")
              .contains("credentials that the AWS SDK found");
        });
  }

  @Test
  void needsNoAccountNextToASimulator() {
    NovaAvailability availability =
        NovaReadiness.check(SETTINGS.withEndpoint(URI.create("http://127.0.0.1:9")), LIMIT);

    assertThat(availability.isAvailable()).as(availability.sentence()).isTrue();
    assertThat(availability.sentence()).contains("http://127.0.0.1:9");
  }

  @Test
  void knowsTheSdksOwnEndpointSettings() {
    AwsSurroundings asked =
        new AwsSurroundings(
            SETTINGS, name -> name.equals("AWS_ENDPOINT_URL") ? "https://proxy.example:8443" : "");

    assertThat(asked.endpoint()).contains(URI.create("https://proxy.example:8443"));
    assertThat(asked.isForeign()).isTrue();
    AwsSurroundings amazon =
        new AwsSurroundings(
            SETTINGS.withEndpoint(URI.create("https://bedrock-runtime.us-east-1.amazonaws.com")),
            _ -> "");
    assertThat(amazon.isForeign()).isFalse();
  }

  @Test
  void doesNotSearchLongerThanItIsTold() {
    long before = System.nanoTime();
    NovaAvailability availability =
        NovaReadiness.check(
            new AwsSurroundings(
                SETTINGS,
                _ -> {
                  awaitInterrupt();
                  return "";
                }),
            Duration.ofMillis(200));

    assertThat(availability.isAvailable()).isFalse();
    assertThat(availability.sentence()).contains("200 ms").contains("AWS_REGION");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT);
  }

  @Test
  void saysThatCredentialsAreMissingByAType() {
    NovaCredentials strict =
        new NovaCredentials(
            () -> {
              throw SdkClientException.create("none");
            },
            false);
    assertThat(
            Failures.of(org.assertj.core.api.Assertions.catchThrowable(strict::resolveCredentials))
                .kind())
        .isEqualTo(io.oratio.engine.EngineFailure.Kind.NOT_ALLOWED);
    NovaCredentials lenient =
        new NovaCredentials(
            () -> {
              throw SdkClientException.create("none");
            },
            true);
    lenient.resolveCredentials();
    assertThat(lenient.isPretending()).isTrue();
    assertThat(lenient.resolveCredentials().accessKeyId()).isEqualTo("oratio-placeholder");
    NovaCredentials found =
        new NovaCredentials(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")), true);
    assertThat(found.resolveCredentials().accessKeyId()).isEqualTo("id");
    assertThat(found.isPretending()).isFalse();
  }

  private static void awaitInterrupt() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void with(Map<String, String> properties, Runnable deed) {
    properties.forEach(System::setProperty);
    try {
      deed.run();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
