package io.oratio.engine.local.speaking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// A voice with a memory: what was said once costs nothing the second time. The oldest unused
/// sentences go when the bytes are used up. One sentence that many calls want at once is made once.
/// Any thread.
public final class SpokenSentences {
  private final Voice voice;
  private final Executor pool;
  private final long mostBytes;
  private final Map<Key, short[]> kept = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Key, CompletableFuture<short[]>> making = new LinkedHashMap<>();
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long keptBytes;

  private record Key(String sentence, int rateHz) {}

  /// @param pool bounded: it may refuse work
  public SpokenSentences(Voice voice, Executor pool, long mostBytes) {
    this.voice = voice;
    this.pool = pool;
    this.mostBytes = mostBytes;
  }

  /// The sound of a sentence, at once or as soon as the pool has made it. The array is shared: it
  /// must not be changed. Fails with a [VoiceFailure], or with a [RejectedExecutionException] when
  /// too many sentences wait already.
  public CompletionStage<short[]> say(String sentence, int rateHz) {
    Key key = new Key(sentence, rateHz);
    CompletableFuture<short[]> promise;
    synchronized (this) {
      short[] known = kept.get(key);
      if (known != null) {
        return CompletableFuture.completedFuture(known);
      }
      CompletableFuture<short[]> underWay = making.get(key);
      if (underWay != null) {
        return underWay;
      }
      promise = new CompletableFuture<>();
      making.put(key, promise);
    }
    try {
      pool.execute(() -> make(key, promise));
    } catch (RejectedExecutionException e) {
      refused.incrementAndGet();
      forget(key);
      promise.completeExceptionally(e);
    }
    return promise;
  }

  private void make(Key key, CompletableFuture<short[]> promise) {
    try {
      short[] sound = voice.say(key.sentence(), key.rateHz());
      made.incrementAndGet();
      keep(key, sound);
      promise.complete(sound);
    } catch (VoiceFailure e) {
      forget(key);
      promise.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      // The root of a thread: whoever waits must learn of it.
      forget(key);
      promise.completeExceptionally(new CompletionException(e));
    }
  }

  private synchronized void keep(Key key, short[] sound) {
    making.remove(key);
    short[] before = kept.put(key, sound);
    keptBytes += bytes(sound) - (before == null ? 0 : bytes(before));
    var oldest = kept.entrySet().iterator();
    while (keptBytes > mostBytes && oldest.hasNext()) {
      keptBytes -= bytes(oldest.next().getValue());
      oldest.remove();
    }
  }

  private synchronized void forget(Key key) {
    making.remove(key);
  }

  private static long bytes(short[] sound) {
    return 2L * sound.length;
  }

  /// Bytes of sound kept now.
  public synchronized long keptBytes() {
    return keptBytes;
  }

  /// How many sentences the voice has made, as opposed to remembered.
  public long made() {
    return made.get();
  }

  /// How many sentences were refused because the pool was full.
  public long refused() {
    return refused.get();
  }

  public Voice voice() {
    return voice;
  }
}
