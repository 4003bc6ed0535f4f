package io.oratio.engine.local.hearing;

import java.util.ArrayList;
import java.util.List;

/// What callers say to any agent, whatever it is about: greetings, yes and no, digits, asking for a
/// person, asking again, taking leave.
public final class SmallTalk {
  private static final List<String> PHRASES =
      List.of(
          "hello",
          "hello there",
          "hi",
          "hi there",
          "good morning",
          "good afternoon",
          "good evening",
          "how are you",
          "yes",
          "yes please",
          "yeah",
          "yes that's right",
          "that's right",
          "correct",
          "sure",
          "okay",
          "no",
          "no thanks",
          "no thank you",
          "no that's wrong",
          "nope",
          "thanks",
          "thank you",
          "thank you very much",
          "thanks a lot",
          "please",
          "sorry",
          "excuse me",
          "wait a moment please",
          "can you repeat that",
          "could you repeat that please",
          "say that again",
          "say that again please",
          "repeat please",
          "pardon",
          "what did you say",
          "i did not understand",
          "i didn't understand you",
          "help",
          "i need help",
          "can you help me",
          "what can you do",
          "what can i ask you",
          "who are you",
          "are you a robot",
          "are you a computer",
          "am i speaking to a machine",
          "goodbye",
          "goodbye and thank you",
          "bye",
          "bye bye",
          "thank you goodbye",
          "thanks bye",
          "that's all",
          "that's all thank you",
          "that is all thanks",
          "that's everything thank you",
          "i'm done thank you",
          "hang up",
          "hang up please",
          "please hang up",
          "end the call",
          "see you later",
          "have a nice day",
          "operator",
          "agent",
          "representative",
          "a person please",
          "a human please",
          "can i speak to a person",
          "can i speak to someone",
          "can i talk to a human",
          "can i talk to somebody",
          "could i speak to a real person please",
          "i want to speak to a person",
          "i want to talk to a human",
          "i would like to speak to an agent",
          "i'd like to talk to a representative",
          "let me speak to a person",
          "let me talk to somebody",
          "please transfer me",
          "transfer me to a person",
          "transfer me to an agent",
          "transfer my call please",
          "connect me to an operator",
          "put me through to someone",
          "put me through please");

  private static final List<String> DIGITS =
      List.of("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private SmallTalk() {}

  /// All of them as sentences. Digits are few among them, or every noise would become one.
  static List<String> sentences() {
    List<String> all = new ArrayList<>(PHRASES);
    all.addAll(DIGITS);
    all.add(String.join(" ", DIGITS));
    all.add(String.join(" ", DIGITS.reversed()));
    return all;
  }
}
