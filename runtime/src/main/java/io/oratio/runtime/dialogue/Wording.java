package io.oratio.runtime.dialogue;

import java.util.List;

/// The sentences that are the dialogue's own and no agent's.
final class Wording {
  static final String WHO =
      "I am the offline engine: a computer program without a language model. I answer from what I"
          + " was given.";
  static final String OFFLINE =
      "I am the offline engine, without a language model, and know only what I was given.";
  static final String GOODBYE = "Goodbye.";
  static final String WELCOME = "You are welcome. Is there anything else?";
  static final String GREETING = "Hello. What can I do for you?";
  static final String WHAT_ELSE = "What would you like to know?";
  static final String CANCELLED = "All right, I have stopped that. What else can I do for you?";
  static final String HANDING_OFF = "One moment, I am passing you on to a person.";
  static final String NO_PERSON = "I am sorry, I cannot connect you to a person from here.";
  static final String DANGER_ALONE =
      "I am sorry, I cannot connect you to a person from here. If this is an emergency, please call"
          + " your emergency number now.";
  static final String OFFER_PERSON = "Would you like to speak with a person?";
  static final String UNKNOWN = "I am sorry, I do not know that.";
  static final String UNKNOWN_AGAIN = "I am sorry, I do not know that either.";
  static final String UNHEARD = "I am sorry, I did not understand that.";
  static final String FAILED = "I am sorry, that did not work.";
  static final String DONE = "That is done.";
  static final String YES_OR_NO = "Please say yes or no.";
  static final String NOT_DONE = "All right, I have not done it. What else can I do for you?";
  static final String GIVE_UP =
      "I am sorry, I still did not understand, so I have stopped. What else can I do for you?";

  /// What is said in many conversations with any agent.
  static final List<String> OFTEN =
      List.of(UNKNOWN, OFFLINE, UNHEARD, WELCOME, GOODBYE, HANDING_OFF, OFFER_PERSON, CANCELLED);

  private Wording() {}

  /// Says what may be asked.
  static String offer(List<String> examples) {
    return examples.isEmpty()
        ? "Please say it in other words."
        : "You can ask me, for example: " + String.join(" Or: ", examples);
  }

  /// Asks which of two was meant.
  static String which(String first, String second) {
    return "Did you mean: " + closed(first) + " Or: " + closed(second);
  }

  private static String closed(String phrase) {
    return phrase.matches("(?s).*[.!?]$") ? phrase : phrase + "?";
  }
}
