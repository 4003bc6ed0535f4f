package io.oratio.media.pcm;

/// Takes sound frame by frame: 16-bit mono PCM. A stage is a sink that owns the next sink;
/// `toString()` is itself and the next, so that a chain prints itself.
public interface FrameSink {
  /// The rate this sink takes: whoever feeds it resamples first.
  int rateHz();

  /// Takes one frame on the call's event loop. The array is only lent for the length of the call.
  void frame(short[] samples, int count);
}
