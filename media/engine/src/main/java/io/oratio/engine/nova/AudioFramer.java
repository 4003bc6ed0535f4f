package io.oratio.engine.nova;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.Consumer;

/// Gathers the caller's sound into events of one length and writes them: the fixed text around the
/// Base64 is made once, and no tree is built. Its owner keeps it to one thread at a time.
final class AudioFramer {
  private static final byte[] SUFFIX = "\"}}}".getBytes(UTF_8);

  private final byte[] prefix;
  private final byte[] pcm;
  private final byte[] encoded;
  private int filledBytes;

  /// @param eventSamples how many samples travel in one event
  AudioFramer(String promptName, String contentName, int eventSamples) {
    this.prefix =
        ("{\"event\":{\"audioInput\":{\"promptName\":\""
                + promptName
                + "\",\"contentName\":\""
                + contentName
                + "\",\"content\":\"")
            .getBytes(UTF_8);
    this.pcm = new byte[2 * eventSamples];
    this.encoded = new byte[(pcm.length + 2) / 3 * 4];
  }

  /// Takes sound and hands out each event that became full.
  void add(short[] samples, int offset, int count, Consumer<byte[]> events) {
    int next = offset;
    int end = offset + count;
    while (next < end) {
      int room = Math.min(end - next, (pcm.length - filledBytes) / 2);
      for (int i = 0; i < room; i++) {
        short sample = samples[next + i];
        pcm[filledBytes++] = (byte) sample;
        pcm[filledBytes++] = (byte) (sample >> 8);
      }
      next += room;
      if (filledBytes == pcm.length) {
        flush(events);
      }
    }
  }

  /// Hands out what has been gathered, shorter than usual.
  void flush(Consumer<byte[]> events) {
    if (filledBytes == 0) {
      return;
    }
    byte[] sound = filledBytes == pcm.length ? pcm : java.util.Arrays.copyOf(pcm, filledBytes);
    int length = Base64.getEncoder().encode(sound, encoded);
    byte[] event = new byte[prefix.length + length + SUFFIX.length];
    System.arraycopy(prefix, 0, event, 0, prefix.length);
    System.arraycopy(encoded, 0, event, prefix.length, length);
    System.arraycopy(SUFFIX, 0, event, prefix.length + length, SUFFIX.length);
    filledBytes = 0;
    events.accept(event);
  }

  int eventSamples() {
    return pcm.length / 2;
  }
}
