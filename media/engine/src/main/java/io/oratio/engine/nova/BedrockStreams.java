package io.oratio.engine.nova;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;

/// Streams through the one client of the AWS SDK that all conversations share.
final class BedrockStreams implements NovaStreams, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final NovaSettings settings;
  private final NovaCounters counters;
  private final SdkEventLoopGroup loops;
  private final BedrockRuntimeAsyncClient client;
  private final BedrockRuntimeAsyncClient warming;
  private final ExecutorService openers = Executors.newVirtualThreadPerTaskExecutor();

  BedrockStreams(
      NovaSettings settings,
      Region region,
      AwsCredentialsProvider credentials,
      NovaCounters counters) {
    this.settings = settings;
    this.counters = counters;
    this.loops =
        SdkEventLoopGroup.builder()
            .numberOfThreads(settings.wire().eventLoopThreads())
            .threadFactory(new DefaultThreadFactory("oratio-nova", true))
            .build();
    this.client =
        client(region, credentials)
            // A builder, not a client: only into a builder does the service merge its HTTP/2.
            .httpClientBuilder(Trusting.builder(http(), settings.trust()))
            .build();
    this.warming = client(region, credentials).httpClient(new WarmUp()).build();
  }

  private BedrockRuntimeAsyncClientBuilder client(
      Region region, AwsCredentialsProvider credentials) {
    BedrockRuntimeAsyncClientBuilder builder =
        BedrockRuntimeAsyncClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            // The SDK would repeat a broken stream by sending the rest of it to a new one, which
            // then begins in the middle of a conversation.
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            // Endings arrive on the event loop like everything else, not on a pool of their own.
            .asyncConfiguration(
                a ->
                    a.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  /// Leads a conversation without a network, in the background; see [WarmUp].
  CompletableFuture<NovaEvent> warmUp(String modelId) {
    CompletableFuture<NovaEvent> last = new CompletableFuture<>();
    Outbox outbox = new Outbox(1, openers, () -> {});
    BedrockStream stream = new BedrockStream(outbox, new WarmUp.Listener(last));
    openers.execute(() -> stream.start(warming, modelId));
    openers.execute(() -> WarmUp.talk(stream));
    return last;
  }

  @Override
  public NovaStream open(String modelId, NovaStream.Listener listener) {
    int maxAudioEvents =
        (int) settings.wire().maxQueuedAudio().dividedBy(settings.wire().audioEvent());
    Outbox outbox =
        new Outbox(
            maxAudioEvents,
            loops.eventLoopGroup().next(),
            () -> counters.count(NovaCounter.AUDIO_DROPPED));
    BedrockStream stream = new BedrockStream(outbox, listener);
    openers.execute(() -> stream.start(client, modelId));
    return stream;
  }

  @Override
  public void close() {
    openers.shutdownNow();
    warming.close();
    client.close();
    loops.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private NettyNioAsyncHttpClient.Builder http() {
    return NettyNioAsyncHttpClient.builder()
        .eventLoopGroup(loops)
        .maxConcurrency(settings.wire().maxSessions())
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(settings.patience().open())
        // A caller who listens makes the service silent for minutes; the watchdogs of
        // NovaConnection know when an event is due, a read time-out does not.
        .readTimeout(Duration.ZERO);
  }
}
