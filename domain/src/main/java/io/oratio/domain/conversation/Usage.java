package io.oratio.domain.conversation;

/// What a conversation has used so far.
///
/// @param costMicros in millionths of the price table's currency
public record Usage(long inputTokens, long outputTokens, long costMicros, int modelCalls) {
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage {
    if (inputTokens < 0 || outputTokens < 0 || costMicros < 0 || modelCalls < 0) {
      throw new IllegalArgumentException("usage is not negative");
    }
  }

  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        costMicros + other.costMicros,
        modelCalls + other.modelCalls);
  }
}
