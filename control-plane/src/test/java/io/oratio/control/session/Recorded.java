package io.oratio.control.session;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Recordings for tests.
final class Recorded {
  private Recorded() {}

  static ObjectName name(String sessionId) {
    return ObjectName.recordingOf(sessionId);
  }

  /// Stores so many bytes, counting from 0.
  static void of(ObjectStore objects, String sessionId, int bytes) throws IOException {
    byte[] sound = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      sound[i] = (byte) i;
    }
    Path file = Files.createTempFile("recording", ".wav");
    try {
      Files.write(file, sound);
      objects.put(name(sessionId), file, "audio/wav", Map.of());
    } finally {
      Files.delete(file);
    }
  }
}
