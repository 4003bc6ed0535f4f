package io.oratio.engine.nova;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/// What the AWS SDK will find around this process: endpoint, region, credentials. The one place of
/// this package that reads the environment.
final class AwsSurroundings {
  /// Signed for, where an endpoint of one's own is asked and no region is named.
  private static final Region ANY_REGION = Region.US_EAST_1;

  private final NovaSettings settings;
  private final UnaryOperator<String> environment;

  /// @param environment the value of an environment variable, or an empty text
  AwsSurroundings(NovaSettings settings, UnaryOperator<String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  static AwsSurroundings of(NovaSettings settings) {
    return new AwsSurroundings(settings, AwsSurroundings::read);
  }

  /// The endpoint asked in place of the region's, from our settings or the SDK's own.
  Optional<URI> endpoint() {
    return settings
        .endpoint()
        .or(() -> uri("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"))
        .or(() -> uri("AWS_ENDPOINT_URL"));
  }

  /// Whether the endpoint is not Amazon's, so that a placeholder may sign.
  boolean isForeign() {
    return endpoint().map(URI::getHost).filter(host -> !host.contains(".amazonaws.")).isPresent();
  }

  /// Looks the region up; on a machine without one, only where the instance's own metadata answers.
  Optional<Region> region() {
    if (settings.region().isPresent()) {
      return settings.region().map(Region::of);
    }
    try {
      // Next to a simulator nobody is asked over the network: there the chain ends with the files.
      return Optional.ofNullable(
          (isForeign()
                  ? new AwsRegionProviderChain(
                      new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                  : new DefaultAwsRegionProviderChain())
              .getRegion());
    } catch (SdkClientException _) {
      return isForeign() ? Optional.of(ANY_REGION) : Optional.empty();
    }
  }

  NovaCredentials credentials() {
    return new NovaCredentials(chain(), isForeign());
  }

  private AwsCredentialsProvider chain() {
    if (endpoint().filter(AwsSurroundings::isLoopback).isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    // A simulator on this machine: asking the instance's metadata would cost seconds for nothing.
    return AwsCredentialsProviderChain.of(
        SystemPropertyCredentialsProvider.create(),
        EnvironmentVariableCredentialsProvider.create(),
        ProfileCredentialsProvider.create());
  }

  private Optional<URI> uri(String variable) {
    String value = environment.apply(variable);
    return value.isBlank() ? Optional.empty() : Optional.of(URI.create(value));
  }

  private static boolean isLoopback(URI endpoint) {
    try {
      return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /// The SDK reads a system property before the variable: `aws.endpointUrlBedrockRuntime` for
  /// `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`.
  private static String read(String variable) {
    StringBuilder property = new StringBuilder("aws.");
    boolean upper = false;
    for (char letter : variable.substring("AWS_".length()).toCharArray()) {
      if (letter == '_') {
        upper = true;
      } else {
        property.append(upper ? letter : Character.toLowerCase(letter));
        upper = false;
      }
    }
    String value = System.getProperty(property.toString());
    if (value == null) {
      value = System.getenv(variable);
    }
    return value == null ? "" : value;
  }
}
