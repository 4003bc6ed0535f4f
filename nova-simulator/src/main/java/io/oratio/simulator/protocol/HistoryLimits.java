package io.oratio.simulator.protocol;

/// How much text a session may begin with, in bytes of UTF-8.
///
/// @param messageBytes the longest message of the history, and the longest text of any kind
/// @param totalBytes all messages of the history together; the service's guide says 40 KB
public record HistoryLimits(int messageBytes, int totalBytes) {
  public HistoryLimits {
    if (messageBytes < 1 || totalBytes < 1) {
      throw new IllegalArgumentException("History limits must be positive");
    }
  }

  /// 40 KB in all and no message longer.
  public static HistoryLimits ofTheService() {
    return new HistoryLimits(40 * 1024, 40 * 1024);
  }
}
