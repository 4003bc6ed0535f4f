package io.oratio.control.web.door;

import java.time.Duration;
import java.util.List;

/// What the door lets be.
///
/// @param origins pages of other origins that may ask with a person's cookie, as
///   `https://host:port`
/// @param bodyPatience how long a body may take, beyond a second for each 16 KiB of it
/// @param heartbeat after how long a silent stream of events says that it is still there
public record DoorSettings(List<String> origins, Duration bodyPatience, Duration heartbeat) {
  public DoorSettings {
    origins = List.copyOf(origins);
    if (!bodyPatience.isPositive() || !heartbeat.isPositive()) {
      throw new IllegalArgumentException("durations of the door are above zero");
    }
  }

  /// No page of another origin; fifteen seconds for each.
  public static DoorSettings usual() {
    return new DoorSettings(List.of(), Duration.ofSeconds(15), Duration.ofSeconds(15));
  }
}
