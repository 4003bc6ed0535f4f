package io.oratio.gateway.call;

import java.util.concurrent.CompletionStage;

/// A call that is here now, for whoever may command it. Every method returns at once, from any
/// thread; the stages complete on the call's mailbox and never exceptionally.
public interface LiveCall {
  /// The longest sentence [#say] takes.
  int WORDS_MAX = 2_000;

  CallFacts facts();

  CallState state();

  /// Ends it in any state; one of ours that still rings is taken back.
  CompletionStage<CommandOutcome> hangUp();

  /// Sends the other side to a target of the agent's rules, at once. [CommandOutcome.Done] says
  /// that they were asked to go; [CallNews.Moved] tells whether they went.
  CompletionStage<CommandOutcome> transfer(String target);

  /// Presses keys towards the other side.
  ///
  /// @param digits 1 to 64 of `0-9 * # A-D`; a `,` is half a second without one
  CompletionStage<CommandOutcome> sendDigits(String digits);

  /// Has the agent's voice say exactly this, as far as the engine can; what it says already goes
  /// first.
  CompletionStage<CommandOutcome> say(String words);
}
