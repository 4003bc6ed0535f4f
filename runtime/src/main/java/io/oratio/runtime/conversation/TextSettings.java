package io.oratio.runtime.conversation;

/// The limits of conversations in text.
///
/// @param node this process's name among others
/// @param budgetMicros what a conversation may cost, in millionths of the price table's currency,
///   where its agent says nothing; 0 for no limit
/// @param memoryTokens how much of a conversation the model sees besides the summary
/// @param rounds how often a model may ask for tools in one run
/// @param waiting messages of one conversation that may wait for the run before them
/// @param live conversations that are kept ready; the ones longest silent are let go
/// @param messageChars the longest message
/// @param messages how many a conversation may have
/// @param isQuietAfterHandoff whether the agent leaves the word to the human being it asked for
public record TextSettings(
    String node,
    long budgetMicros,
    int memoryTokens,
    int rounds,
    int waiting,
    int live,
    int messageChars,
    int messages,
    boolean isQuietAfterHandoff) {
  public TextSettings {
    if (node.isBlank()
        || budgetMicros < 0
        || memoryTokens < 200
        || rounds < 1
        || waiting < 0
        || live < 1
        || messageChars < 1
        || messages < 10) {
      throw new IllegalArgumentException("limits of conversations in text are above zero");
    }
  }

  /// Usual limits, no budget, speaking on after a hand-off.
  public static TextSettings usual(String node) {
    return new TextSettings(node, 0, 6000, 8, 4, 1000, 8000, 1000, false);
  }

  public TextSettings withBudget(long micros) {
    return new TextSettings(
        node,
        micros,
        memoryTokens,
        rounds,
        waiting,
        live,
        messageChars,
        messages,
        isQuietAfterHandoff);
  }

  public TextSettings withMemoryTokens(int most) {
    return new TextSettings(
        node,
        budgetMicros,
        most,
        rounds,
        waiting,
        live,
        messageChars,
        messages,
        isQuietAfterHandoff);
  }

  public TextSettings quietAfterHandoff() {
    return new TextSettings(
        node, budgetMicros, memoryTokens, rounds, waiting, live, messageChars, messages, true);
  }
}
