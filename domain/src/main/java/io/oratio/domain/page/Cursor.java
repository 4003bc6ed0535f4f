package io.oratio.domain.page;

import io.oratio.domain.text.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.CRC32;

/// A place in a list that is ordered by a moment and then by an id, both falling: what comes after
/// it is older, or as old with a smaller id. It names no page, so nothing is skipped or repeated
/// when records are added at the beginning meanwhile.
///
/// @param at to the microsecond
/// @param id of the record that stands there; it need not be there any more
public record Cursor(Instant at, String id) implements Comparable<Cursor> {
  private static final String REFUSAL =
      "a cursor is given back as it came with the page before, and with nothing else";
  private static final byte FORM = 1;
  private static final int LONGEST_TEXT = 128;
  private static final long MICROS = 1_000_000;

  public Cursor {
    Shape.id("id", id);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws IllegalArgumentException for any other text; its message is for the caller
  public static Cursor parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(REFUSAL);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      int end = bytes.limit() - Integer.BYTES;
      if (end <= 1 + Long.BYTES || bytes.get(0) != FORM || bytes.getInt(end) != sum(bytes, end)) {
        throw new IllegalArgumentException(REFUSAL);
      }
      long micros = bytes.getLong(1);
      byte[] id = new byte[end - 1 - Long.BYTES];
      bytes.get(1 + Long.BYTES, id);
      return new Cursor(
          Instant.ofEpochSecond(
              Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000),
          new String(id, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(REFUSAL, e);
    }
  }

  /// Opaque to whoever is given it, and safe in an address. A sum tells a damaged one; it protects
  /// nothing, since a cursor is a place and no permission.
  public String text() {
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + name.length + Integer.BYTES);
    bytes
        .put(FORM)
        .putLong(
            Math.addExact(Math.multiplyExact(at.getEpochSecond(), MICROS), at.getNano() / 1000))
        .put(name);
    bytes.putInt(sum(bytes, bytes.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// The order of the list: what comes first is less.
  @Override
  public int compareTo(Cursor other) {
    int byMoment = other.at.compareTo(at);
    return byMoment == 0 ? other.id.compareTo(id) : byMoment;
  }

  private static int sum(ByteBuffer bytes, int end) {
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), 0, end);
    return (int) sum.getValue();
  }
}
