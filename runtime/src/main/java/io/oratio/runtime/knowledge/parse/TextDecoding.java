package io.oratio.runtime.knowledge.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells text from other bytes and finds its charset: a byte order mark, else UTF-8, else UTF-16 by
/// its zero bytes, else windows-1252, which older office programs write.
final class TextDecoding {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// In western languages fewer letters than this carry an accent; more is another alphabet.
  private static final double MOST_ACCENTED = 0.3;

  private TextDecoding() {}

  /// The text, without its byte order mark.
  ///
  /// @param isWhole whether these are all the bytes; otherwise the last character may be cut
  /// @return empty when the bytes are no text
  static Optional<String> decode(byte[] bytes, boolean isWhole) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return decode(bytes, 3, StandardCharsets.UTF_8, isWhole);
    }
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
      return decode(bytes, 4, StandardCharsets.UTF_32LE, isWhole);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE, isWhole);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE, isWhole);
    }
    int[] zeros = new int[2];
    int controls = 0;
    int high = 0;
    for (int at = 0; at < bytes.length; at++) {
      int b = bytes[at] & 0xff;
      if (b == 0) {
        zeros[at & 1]++;
      } else if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        controls++;
      } else if (b >= 0x80) {
        high++;
      }
    }
    if (zeros[0] + zeros[1] > 0) {
      return wide(bytes, zeros, isWhole);
    }
    if (controls * 1000L > bytes.length) {
      return Optional.empty();
    }
    Optional<String> utf8 = decode(bytes, 0, StandardCharsets.UTF_8, isWhole);
    if (utf8.isPresent()) {
      return utf8;
    }
    return high > MOST_ACCENTED * bytes.length
        ? Optional.empty()
        : decode(bytes, 0, WINDOWS_1252, isWhole);
  }

  /// UTF-16 without a mark: in a western text every other byte is mostly zero.
  private static Optional<String> wide(byte[] bytes, int[] zeros, boolean isWhole) {
    int half = Math.max(1, bytes.length / 2);
    if (zeros[1] > half * 0.6 && zeros[0] < half * 0.02) {
      return decode(bytes, 0, StandardCharsets.UTF_16LE, isWhole);
    }
    if (zeros[0] > half * 0.6 && zeros[1] < half * 0.02) {
      return decode(bytes, 0, StandardCharsets.UTF_16BE, isWhole);
    }
    return Optional.empty();
  }

  private static Optional<String> decode(byte[] bytes, int from, Charset charset, boolean isWhole) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer out = CharBuffer.allocate((int) (in.remaining() * decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(in, out, isWhole);
    return result.isUnderflow() ? Optional.of(out.flip().toString()) : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int at = 0; at < mark.length; at++) {
      if ((bytes[at] & 0xff) != mark[at]) {
        return false;
      }
    }
    return true;
  }
}
