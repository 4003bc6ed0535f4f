package io.oratio.control.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Where a list goes on: what it is sorted by, of the last record that was given. Its text says
/// nothing to whoever carries it. It grants nothing either: the tenant is never in it, so a forged
/// one only begins at another place of one's own list.
public record Cursor(List<String> keys) {
  private static final int LONGEST_TEXT = 512;
  private static final String SEPARATOR = "\u001f";

  public Cursor {
    keys = List.copyOf(keys);
  }

  /// After the record with these keys.
  public static Cursor after(String... keys) {
    return new Cursor(Arrays.asList(keys));
  }

  /// After the record of this time and id.
  public static Cursor after(Instant time, String id) {
    return after(time.toString(), id);
  }

  /// As it is sent.
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
  }

  /// Reads one that came back.
  ///
  /// @param count how many keys it has to have
  /// @throws Refusal 400 if it is none of ours
  public static Cursor parse(String text, int count) {
    if (text.length() > LONGEST_TEXT) {
      throw foreign();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String joined = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      List<String> keys = List.of(joined.split(SEPARATOR, -1));
      if (keys.size() != count || joined.indexOf('\0') >= 0) {
        throw foreign();
      }
      return new Cursor(keys);
    } catch (IllegalArgumentException | CharacterCodingException _) {
      throw foreign();
    }
  }

  /// A key that is a time.
  ///
  /// @throws Refusal 400 if it is none
  public Instant time(int index) {
    try {
      return Instant.parse(keys.get(index));
    } catch (DateTimeException _) {
      throw foreign();
    }
  }

  /// A key.
  public String key(int index) {
    return keys.get(index);
  }

  private static Refusal foreign() {
    return Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
        .at("#/query/cursor", "is not one that this list gave");
  }
}
