package io.oratio.simulator;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.utils.AttributeMap;

/// The real AWS client, pointed at a simulator. The connections in cleartext are shared by all
/// tests, because closing them takes the AWS client two seconds.
final class SonicClient implements AutoCloseable {
  static final String MODEL = "amazon.nova-2-sonic-v1:0";

  private static final SdkAsyncHttpClient CLEARTEXT = http().protocol(Protocol.HTTP2).build();

  private final BedrockRuntimeAsyncClient client;

  SonicClient(URI endpoint) {
    BedrockRuntimeAsyncClientBuilder builder =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("simulator", "simulator")))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    this.client =
        endpoint.getScheme().equals("https")
            ? builder
                .httpClientBuilder(
                    defaults ->
                        http()
                            .buildWithDefaults(
                                defaults.merge(
                                    AttributeMap.builder()
                                        .put(
                                            SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                                        .build())))
                .build()
            : builder.httpClient(CLEARTEXT).build();
  }

  private static NettyNioAsyncHttpClient.Builder http() {
    return NettyNioAsyncHttpClient.builder()
        .maxConcurrency(200)
        .readTimeout(Duration.ofMinutes(1))
        .connectionAcquisitionTimeout(Duration.ofSeconds(20));
  }

  SonicCall open() {
    return open(MODEL);
  }

  SonicCall open(String modelId) {
    return new SonicCall(
        client, InvokeModelWithBidirectionalStreamRequest.builder().modelId(modelId).build());
  }

  /// A call whose request asks for faults in its header.
  SonicCall openWithFaults(String faults) {
    return new SonicCall(
        client,
        InvokeModelWithBidirectionalStreamRequest.builder()
            .modelId(MODEL)
            .overrideConfiguration(o -> o.putHeader("x-oratio-fault", faults))
            .build());
  }

  @Override
  public void close() {
    client.close();
  }
}
