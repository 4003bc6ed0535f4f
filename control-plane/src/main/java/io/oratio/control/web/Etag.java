package io.oratio.control.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The version of a record, as a strong entity tag (RFC 9110 §8.8.3).
public record Etag(String text) {
  /// A tag of whatever changes when the record does: a version number, or the time it was changed.
  public static Etag of(Object... versions) {
    return new Etag(
        '"'
            + Digest.of(Arrays.toString(versions).getBytes(StandardCharsets.UTF_8)).substring(0, 20)
            + '"');
  }

  /// Refuses a change that was meant for another version (RFC 9110 §13.1.1).
  ///
  /// @throws Refusal 412 if the request says `If-Match` and names other versions than this
  public void require(Request request) {
    Optional<String> wanted = request.text("if-match");
    if (wanted.isPresent() && !isAmong(wanted.get())) {
      throw Refusal.of(
          ErrorCode.PRECONDITION_FAILED,
          "It has changed since you read it: read it again, then send the change.");
    }
  }

  /// Whether a list of tags, or `*`, holds this one, also without the quotes that some programs
  /// lose. Weak tags hold none.
  boolean isAmong(String list) {
    return list.strip().equals("*")
        || Arrays.stream(list.split(","))
            .map(String::strip)
            .anyMatch(it -> it.equals(text) || ('"' + it + '"').equals(text));
  }
}
