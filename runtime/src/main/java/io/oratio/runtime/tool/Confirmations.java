package io.oratio.runtime.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The one question that waits for the other side's yes, in one conversation. A yes counts only as
/// the very next words after the question, for that tool with those arguments, once, and for two
/// turns and two minutes; a newer question takes the older one's place. What a model says or sends
/// is never looked at here.
final class Confirmations {
  private static final int TURNS_MAX = 2;
  private static final Duration WITHIN = Duration.ofMinutes(2);

  private final Clock clock;
  private long turn;
  private Optional<Pending> open = Optional.empty();

  Confirmations(Clock clock) {
    this.clock = clock;
  }

  private record Pending(
      String toolName, String canonical, String ask, long turn, Instant at, boolean isConfirmed) {
    Pending confirmed() {
      return new Pending(toolName, canonical, ask, turn, at, true);
    }
  }

  /// Opens a question.
  ///
  /// @return whether it has to be put; the same one is open already otherwise
  synchronized boolean ask(String toolName, String canonical, String ask) {
    boolean isOpen =
        open.filter(it -> it.toolName().equals(toolName) && it.canonical().equals(canonical))
            .filter(it -> it.turn() == turn)
            .isPresent();
    open = Optional.of(new Pending(toolName, canonical, ask, turn, clock.instant(), false));
    return !isOpen;
  }

  /// Closes a question that need not be answered.
  synchronized void withdraw(String toolName, String canonical) {
    open = open.filter(it -> !it.toolName().equals(toolName) || !it.canonical().equals(canonical));
  }

  /// Takes the other side's words as the answer to the open question.
  synchronized void heard(String words, String language) {
    Optional<Pending> question = open;
    if (question.isEmpty()) {
      turn++;
      return;
    }
    Consent consent = Consent.in(words, language, question.get().ask());
    if (consent == Consent.NOTHING) {
      return; // still thinking
    }
    turn++;
    boolean isNext = turn == question.get().turn() + 1;
    open =
        switch (consent) {
          case YES -> isNext ? question.map(Pending::confirmed) : open;
          case NO -> Optional.empty();
          case UNCLEAR -> question.filter(Pending::isConfirmed);
          case NOTHING -> open;
        };
    open = open.filter(this::isFresh);
  }

  /// Whether this use was confirmed; the confirmation is used up by it.
  synchronized boolean take(String toolName, String canonical) {
    boolean isOurs =
        open.filter(Pending::isConfirmed)
            .filter(this::isFresh)
            .filter(it -> it.toolName().equals(toolName) && it.canonical().equals(canonical))
            .isPresent();
    if (isOurs) {
      open = Optional.empty();
    }
    return isOurs;
  }

  private boolean isFresh(Pending question) {
    return turn <= question.turn() + TURNS_MAX
        && !clock.instant().isAfter(question.at().plus(WITHIN));
  }
}
