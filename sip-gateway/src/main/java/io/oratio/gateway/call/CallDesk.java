package io.oratio.gateway.call;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.gateway.call.CommandOutcome.Done;
import io.oratio.gateway.call.CommandOutcome.Obstacle;
import io.oratio.gateway.call.CommandOutcome.Refused;
import io.oratio.gateway.mailbox.Mailbox;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Commands to one call: checked here, done on the call's mailbox.
final class CallDesk implements LiveCall {
  private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#,]{1,64}");

  private final CallFacts facts;
  private final Mailbox mailbox;
  private final Deeds deeds;

  /// What a call does on command, on its mailbox.
  interface Deeds {
    CallState state();

    void hangUpNow();

    void transferNow(TransferTarget target);

    /// @return whether the line has keys to press
    boolean press(String digits);

    /// @return whether there is a voice for it
    boolean speak(String words);
  }

  CallDesk(CallFacts facts, Mailbox mailbox, Deeds deeds) {
    this.facts = facts;
    this.mailbox = mailbox;
    this.deeds = deeds;
  }

  @Override
  public CallFacts facts() {
    return facts;
  }

  @Override
  public CallState state() {
    return deeds.state();
  }

  @Override
  public CompletionStage<CommandOutcome> hangUp() {
    return onMailbox(
        () -> {
          if (deeds.state() == CallState.ENDED) {
            return over();
          }
          deeds.hangUpNow();
          return new Done();
        });
  }

  @Override
  public CompletionStage<CommandOutcome> transfer(String name) {
    Optional<TransferTarget> target =
        facts.version().rules().transferTargets().stream()
            .filter(each -> each.name().equals(name))
            .findFirst();
    return onMailbox(
        () -> {
          if (target.isEmpty()) {
            return new Refused(
                Obstacle.NO_SUCH_TARGET, "The agent's rules name no such transfer target.");
          }
          if (deeds.state() != CallState.TALKING && deeds.state() != CallState.HELD) {
            return notNow();
          }
          deeds.transferNow(target.get());
          return new Done();
        });
  }

  @Override
  public CompletionStage<CommandOutcome> sendDigits(String digits) {
    return onMailbox(
        () -> {
          if (!DIGITS.matcher(digits).matches()) {
            return new Refused(Obstacle.INVALID, "Digits are 1 to 64 of 0-9 * # A-D and ','.");
          }
          if (deeds.state() != CallState.TALKING) {
            return notNow();
          }
          return deeds.press(digits)
              ? new Done()
              : new Refused(Obstacle.NOT_ON_THIS_LINE, "This line has no keys to press.");
        });
  }

  @Override
  public CompletionStage<CommandOutcome> say(String words) {
    return onMailbox(
        () -> {
          if (words.isBlank() || words.length() > WORDS_MAX) {
            return new Refused(Obstacle.INVALID, "A sentence is 1 to 2000 characters.");
          }
          if (deeds.state() != CallState.TALKING) {
            return notNow();
          }
          return deeds.speak(words)
              ? new Done()
              : new Refused(
                  Obstacle.NO_VOICE, "The speech engine cannot say it now; try again shortly.");
        });
  }

  private CommandOutcome notNow() {
    return deeds.state() == CallState.ENDED
        ? over()
        : new Refused(Obstacle.NOT_NOW, "The call is " + deeds.state() + " and cannot do that.");
  }

  private static CommandOutcome over() {
    return new Refused(Obstacle.CALL_OVER, "The call is over.");
  }

  private CompletionStage<CommandOutcome> onMailbox(Supplier<CommandOutcome> deed) {
    CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
    mailbox.execute(
        () -> {
          CommandOutcome came =
              new Refused(Obstacle.NOT_NOW, "The call could not do that; see the gateway's log.");
          try {
            came = deed.get();
          } finally {
            outcome.complete(came);
          }
        });
    return outcome;
  }
}
