package io.oratio.engine.nova;

/// Where streams come from: Bedrock, or a test.
interface NovaStreams {
  /// Begins a stream. Returns at once; what is sent before the service accepts it waits.
  NovaStream open(String modelId, NovaStream.Listener listener);
}
