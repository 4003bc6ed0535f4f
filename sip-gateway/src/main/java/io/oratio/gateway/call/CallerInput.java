package io.oratio.gateway.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// What the caller says, presses and types, and where it goes: into the transcript, to the agent's
/// mind, and where the engine has not heard it itself, to the engine. One thread, the call's
/// mailbox.
final class CallerInput {
  private final Keys keys;
  private final Patience patience;
  private final Transcript transcript;
  private final Conversation conversation;
  private final Thinking thinking;
  private final Supplier<Duration> offset;
  private Optional<DigitCollection> collection = Optional.empty();
  private Duration began = Duration.ZERO;

  CallerInput(
      Keys keys,
      Patience patience,
      Transcript transcript,
      Conversation conversation,
      Thinking thinking,
      Supplier<Duration> offset) {
    this.keys = keys;
    this.patience = patience;
    this.transcript = transcript;
    this.conversation = conversation;
    this.thinking = thinking;
    this.offset = offset;
  }

  void speaks(boolean speaking, Instant now) {
    patience.callerWasThere(now);
    if (speaking) {
      began = offset.get();
    }
  }

  /// The engine has heard these words.
  void said(String words) {
    transcript.caller(words, began);
    thinking.heard(words);
  }

  void typed(String words, Instant now) {
    patience.callerWasThere(now);
    transcript.caller(words, offset.get());
    thinking.heard(words);
    conversation.text(words);
  }

  void press(char digit, Instant now) {
    patience.callerWasThere(now);
    if (collection.isPresent() && !collection.get().isOver()) {
      collection.get().press(digit);
      return;
    }
    keys.press(digit, now).ifPresent(this::pressed);
  }

  /// From now on keys belong to this collection until it is over; one before it ends with what it
  /// has.
  void collect(DigitCollection next) {
    collection.ifPresent(DigitCollection::end);
    collection = Optional.of(next);
  }

  /// Lets time pass.
  void at(Instant now) {
    collection.ifPresent(it -> it.at(now));
    keys.at(now).ifPresent(this::pressed);
  }

  /// Nothing more comes.
  void end() {
    collection.ifPresent(DigitCollection::end);
  }

  private void pressed(String digits) {
    transcript.caller(
        "(pressed " + digits.length() + (digits.length() == 1 ? " key)" : " keys)"), offset.get());
    thinking.heard(digits);
    conversation.text(
        "The caller pressed these keys on the phone: " + String.join(" ", digits.split("")));
  }
}
