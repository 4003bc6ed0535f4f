package io.oratio.engine.local.hearing;

/// Finds the words in one finished utterance. It belongs to one thread and need not be safe for
/// more; [Recognisers] lends several out.
public interface Recogniser extends AutoCloseable {
  /// The rate every recogniser here hears at; what comes slower is resampled first.
  int RATE_HZ = 16000;

  /// Makes what a domain needs, so that its first caller does not wait. Slow.
  void prepare(Domain domain);

  /// The words of an utterance, under the assumption that it is about this domain.
  ///
  /// @param samples 16-bit mono at [#RATE_HZ], with a little silence before and after
  Heard recognise(Domain domain, short[] samples);

  @Override
  void close();
}
