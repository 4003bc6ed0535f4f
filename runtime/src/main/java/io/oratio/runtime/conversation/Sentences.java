package io.oratio.runtime.conversation;

/// What the agent says when it is not the model that speaks.
final class Sentences {
  static final String UNAVAILABLE =
      "I am sorry, I cannot answer at the moment. Please try again in a little while.";
  static final String FILTERED = "I am sorry, I cannot answer that.";
  static final String BROKEN_OFF = "I am sorry, my answer broke off here. Please ask me again.";
  static final String CUT_OFF = "… (This is longer than I may write at once.)";
  static final String TOO_MANY_TOOLS =
      "I am sorry, I did not come to an end with this. Could you put it in another way?";
  static final String BUDGET_REACHED =
      "We have come to the end of what this conversation may use. Thank you for writing;"
          + " please begin a new one if there is anything else.";
  static final String TOO_MANY_MESSAGES =
      "This conversation has grown very long. Please begin a new one; thank you for writing.";
  static final String HANDED_OFF =
      "I have asked a colleague to take over; somebody will get back to you here.";
  static final String OUR_ERROR = "I am sorry, something went wrong on our side. Please try again.";

  private Sentences() {}
}
