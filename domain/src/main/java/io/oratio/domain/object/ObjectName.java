package io.oratio.domain.object;

import io.oratio.domain.text.Shape;
import java.util.List;
import java.util.regex.Pattern;

/// Where bytes lie: a bucket and a key, `oratio-recordings` and `ses_01/audio.wav`. No part of a
/// key is empty, `.` or `..`, so that a key can never climb out of its bucket.
public record ObjectName(String bucket, String key) {
  /// Every bucket that there is, as the platform's stacks or `create-buckets` make them.
  public static final List<String> BUCKETS =
      List.of("oratio-recordings", "oratio-knowledge-bases", "oratio-generated-code");

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PART = Pattern.compile("[^/\\\\\\x00-\\x1f]{1,255}");

  public ObjectName {
    if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
      throw new IllegalArgumentException("not a bucket's name");
    }
    Shape.text("an object's key", key, 1024);
    for (String part : key.split("/", -1)) {
      if (!PART.matcher(part).matches() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("not an object's key");
      }
    }
  }

  /// The recording of a session, `oratio-recordings/{sessionId}/audio.wav`.
  public static ObjectName recordingOf(String sessionId) {
    return new ObjectName("oratio-recordings", sessionId + "/audio.wav");
  }

  @Override
  public String toString() {
    return bucket + "/" + key;
  }
}
