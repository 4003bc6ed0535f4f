package io.oratio.runtime.outbound;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Bodies of answers, counted before and after decompression, so that neither a long answer nor a
/// small one that unfolds without end gets past its limit.
final class Bodies {
  private Bodies() {}

  /// More came than is allowed.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long bytesAtMost) {
      super("The answer is larger than the " + bytesAtMost + " bytes allowed.");
    }
  }

  /// The answer came in a coding we have not asked for.
  static final class UnknownCoding extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownCoding() {
      super("The answer is compressed in a way that was not asked for.");
    }
  }

  /// @param coding the value of `Content-Encoding` (RFC 9110 §8.4); blank for none
  static InputStream decoded(InputStream wire, String coding, long wireBytes, long decodedBytes)
      throws IOException {
    var counted = new Counted(wire, wireBytes);
    var decoded =
        switch (coding.strip().toLowerCase(Locale.ROOT)) {
          case "", "identity" -> counted;
          case "gzip", "x-gzip" -> new LazyGzip(counted);
          case "deflate" -> new LazyInflated(counted);
          default -> throw new UnknownCoding();
        };
    return new Counted(decoded, decodedBytes);
  }

  private static final class Counted extends FilterInputStream {
    private final long bytesAtMost;
    private long left;

    Counted(InputStream in, long bytesAtMost) {
      super(in);
      this.bytesAtMost = bytesAtMost;
      this.left = bytesAtMost;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      if (value >= 0) {
        count(1);
      }
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, (int) Math.min(length, Math.max(1, left + 1)));
      if (read > 0) {
        count(read);
      }
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      byte[] scratch = new byte[(int) Math.min(8_192, Math.max(0, bytes))];
      return scratch.length == 0 ? 0 : Math.max(0, read(scratch, 0, scratch.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new TooLarge(bytesAtMost);
      }
    }
  }

  // Both read the compressed header only once somebody reads the body.
  private abstract static class Lazy extends InputStream {
    private final InputStream wire;
    private InputStream opened = InputStream.nullInputStream();
    private boolean isOpen;

    Lazy(InputStream wire) {
      this.wire = wire;
    }

    abstract InputStream open(InputStream in) throws IOException;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!isOpen) {
        isOpen = true;
        var buffered = new BufferedInputStream(wire);
        buffered.mark(2);
        if (buffered.read() >= 0) {
          buffered.reset();
          opened = open(buffered);
        }
      }
      return opened.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      opened.close();
      wire.close();
    }
  }

  private static final class LazyGzip extends Lazy {
    LazyGzip(InputStream wire) {
      super(wire);
    }

    @Override
    InputStream open(InputStream in) throws IOException {
      return new GZIPInputStream(in, 8_192);
    }
  }

  // "deflate" means zlib (RFC 9110 §8.4.1.2); some servers send it without zlib's two bytes.
  private static final class LazyInflated extends Lazy {
    LazyInflated(InputStream wire) {
      super(wire);
    }

    @Override
    InputStream open(InputStream in) throws IOException {
      in.mark(2);
      int first = in.read();
      int second = in.read();
      in.reset();
      boolean isZlib = (first & 0x0f) == 8 && ((first << 8) | second) % 31 == 0;
      var inflater = new Inflater(!isZlib);
      return new InflaterInputStream(in, inflater, 8_192) {
        @Override
        public void close() throws IOException {
          super.close();
          inflater.end();
        }
      };
    }
  }
}
