package io.oratio.gateway.call;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.session.Channel;
import io.oratio.gateway.mailbox.Mailbox;
import io.oratio.runtime.tool.Scene;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A call as the agent's tools see it. Any thread may ask; what is asked is done on the call's
/// mailbox.
final class CallScene implements Scene {
  private final Facts facts;
  private final Mailbox mailbox;
  private final Deeds deeds;

  /// What a call does for its tools, on its mailbox.
  interface Deeds {
    void hangUpWhenSaid();

    void transferWhenSaid(TransferTarget target);

    CompletionStage<String> collectDigits(int longest, String terminator, Duration within);

    void handedOff(Optional<TransferTarget> target);

    void fill(String sentence);

    void ask(String question);
  }

  CallScene(CallFacts call, ZoneId timeZone, Mailbox mailbox, Deeds deeds) {
    boolean isPhone = call.channel() == Channel.SIP;
    this.facts =
        new Facts(
            call.agent().tenantId(),
            call.agent().agentId(),
            call.version().version(),
            call.agent().userId(),
            call.sessionId(),
            call.channel(),
            isPhone ? call.person() : "",
            isPhone ? call.person() : "",
            timeZone,
            call.headers());
    this.mailbox = mailbox;
    this.deeds = deeds;
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public void hangUp(String reason) {
    mailbox.execute(deeds::hangUpWhenSaid);
  }

  @Override
  public boolean transfer(TransferTarget target) {
    mailbox.execute(() -> deeds.transferWhenSaid(target));
    return true;
  }

  @Override
  public CompletionStage<String> collectDigits(int longest, String terminator, Duration within) {
    CompletableFuture<String> digits = new CompletableFuture<>();
    mailbox.execute(
        () -> deeds.collectDigits(longest, terminator, within).thenAccept(digits::complete));
    return digits;
  }

  @Override
  public void handOff(String reason, Optional<TransferTarget> target) {
    mailbox.execute(() -> deeds.handedOff(target));
  }

  @Override
  public void say(String sentence) {
    mailbox.execute(() -> deeds.fill(sentence));
  }

  @Override
  public void ask(String question) {
    mailbox.execute(() -> deeds.ask(question));
  }
}
