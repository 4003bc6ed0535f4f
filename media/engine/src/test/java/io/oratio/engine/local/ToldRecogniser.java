package io.oratio.engine.local;

import io.oratio.engine.local.hearing.Domain;
import io.oratio.engine.local.hearing.Heard;
import io.oratio.engine.local.hearing.Hearing;
import io.oratio.engine.local.hearing.Recogniser;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A recogniser that hears what it is told, one utterance after the other.
final class ToldRecogniser implements Recogniser {
  private final Queue<Heard> next;
  private final Heard otherwise;

  private ToldRecogniser(Queue<Heard> next, Heard otherwise) {
    this.next = next;
    this.otherwise = otherwise;
  }

  /// Hearing that always hears these words.
  static Hearing hearing(String words) {
    return hearing(new ConcurrentLinkedQueue<>(), words);
  }

  /// Hearing that hears what is in the queue, then always these words.
  static Hearing hearing(Queue<Heard> queue, String words) {
    return new Hearing("told", () -> new ToldRecogniser(queue, heard(words, 0)), -0.5, 1, 8);
  }

  static Heard heard(String words, double fit) {
    return new Heard(io.oratio.engine.local.hearing.Words.of(words), fit);
  }

  @Override
  public void prepare(Domain domain) {}

  @Override
  public Heard recognise(Domain domain, short[] samples) {
    Heard told = next.poll();
    return told == null ? otherwise : told;
  }

  @Override
  public void close() {}
}
