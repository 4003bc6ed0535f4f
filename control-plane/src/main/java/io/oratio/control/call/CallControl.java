package io.oratio.control.call;

import io.oratio.control.call.Telephone.Asker;
import io.oratio.control.call.Telephone.Found;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Asks of a live call what a person or a program wants of it, and says clearly what became of it.
/// It waits for the gateway's answer, which comes within [Commands#PATIENCE].
final class CallControl {
  private static final Duration UNTIL_A_GATEWAY_IS_BACK = Duration.ofSeconds(5);

  private final Telephone telephone;
  private final OutboundCalls calls;
  private final Agents agents;
  private final WayOn wayOn;
  private final Commands commands;
  private final CallNews news;
  private final Clock clock;

  CallControl(
      Telephone telephone,
      OutboundCalls calls,
      Agents agents,
      WayOn wayOn,
      Commands commands,
      CallNews news,
      Clock clock) {
    this.telephone = telephone;
    this.calls = calls;
    this.agents = agents;
    this.wayOn = wayOn;
    this.commands = commands;
    this.news = news;
    this.clock = clock;
  }

  /// Ends a call, or takes one back that nobody dials yet: that one is never dialled.
  Found hangUp(Asker asker, String callId) {
    Found found = telephone.find(asker, callId);
    if (found instanceof Found.Outbound(OutboundCall call)
        && call.status() == CallStatus.RESERVED) {
      Optional<OutboundCall> cancelled =
          calls.move(
              asker.tenantId(),
              callId,
              CallStatus.CANCELLED,
              OutboundCall.Change.at(clock.instant()));
      if (cancelled.isPresent()) {
        news.changed(cancelled.get(), clock.instant());
        note(asker, "call.cancelled", callId, Json.object());
        return new Found.Outbound(cancelled.get());
      }
      // A gateway claimed it in between: from now on it is hung up as any other.
      found = telephone.find(asker, callId);
    }
    refuseIfOver(found);
    send(asker, callId, found, new CallCommand.HangUp());
    note(asker, "call.hung_up", callId, Json.object());
    return telephone.find(asker, callId);
  }

  /// @param target the name of one of the agent's transfer targets
  Found transfer(Asker asker, String callId, String target) {
    Found found = answered(asker, callId);
    TransferTarget known =
        versionOf(asker, found).stream()
            .flatMap(it -> it.rules().transferTargets().stream())
            .filter(it -> it.name().equals(target))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.of(
                            ErrorCode.TRANSFER_TARGET_UNKNOWN,
                            "The agent has no transfer target of this name; whoever writes the"
                                + " agent adds it.")
                        .at("/target", "is the name of none of the agent's transfer targets"));
    wayOn.check(
        asker.tenantId(),
        known,
        found instanceof Found.Outbound(OutboundCall call) ? call.trunkId() : Optional.empty());
    send(asker, callId, found, new CallCommand.Transfer(target));
    note(asker, "call.transferred", callId, Json.object().with("target", target));
    return telephone.find(asker, callId);
  }

  Found press(Asker asker, String callId, String digits) {
    Found found = answered(asker, callId);
    send(asker, callId, found, new CallCommand.SendDigits(digits));
    note(asker, "call.digits_sent", callId, Json.object().with("count", digits.length()));
    return telephone.find(asker, callId);
  }

  Found say(Asker asker, String callId, String text) {
    Found found = answered(asker, callId);
    send(asker, callId, found, new CallCommand.Say(text));
    note(asker, "call.said", callId, Json.object().with("characters", text.length()));
    return telephone.find(asker, callId);
  }

  private Found answered(Asker asker, String callId) {
    Found found = telephone.find(asker, callId);
    refuseIfOver(found);
    if (found instanceof Found.Outbound(OutboundCall call)
        && call.status() != CallStatus.ANSWERED) {
      throw conflict("The call is " + call.status().wireName() + "; it must be answered first.");
    }
    return found;
  }

  private static void refuseIfOver(Found found) {
    boolean isOver =
        switch (found) {
          case Found.Outbound(OutboundCall call) -> call.status().isFinal();
          case Found.Inbound(Session session) -> session.endTime().isPresent();
        };
    if (isOver) {
      throw conflict("The call is over.");
    }
  }

  /// The version that speaks: the session's, or the published one until it is known.
  private Optional<AgentVersion> versionOf(Asker asker, Found found) {
    return telephone
        .sessionOf(asker.tenantId(), found)
        .flatMap(it -> agents.version(asker.tenantId(), it.agentId(), it.agentVersion()))
        .or(() -> agents.published(asker.tenantId(), found.agentId()));
  }

  private void send(Asker asker, String callId, Found found, CallCommand command) {
    String address =
        switch (found) {
          case Found.Outbound(OutboundCall call) -> call.sessionId().orElse(callId);
          case Found.Inbound(Session session) -> session.sessionId();
        };
    switch (commands.send(asker.tenantId(), address, command).join()) {
      case Commands.Done _ -> {}
      case Commands.Refused(String why) -> throw conflict(sentence(why));
      case Commands.NotHere _ -> {
        refuseIfOver(telephone.find(asker, callId));
        throw unavailable(
            "No gateway holds this call just now; if it was lost, it is closed when its gateway is"
                + " back.");
      }
      case Commands.TimedOut _ ->
          throw unavailable(
              "The gateway did not answer in time. It may have done it all the same: look at the"
                  + " call before you ask again.");
    }
  }

  private void note(Asker asker, String action, String callId, Json details) {
    news.note(asker.tenantId(), asker.actor(), action, callId, details, clock.instant());
  }

  private static Refusal conflict(String why) {
    return Refusal.of(ErrorCode.CALL_STATE_CONFLICT, why);
  }

  private static Refusal unavailable(String why) {
    return Refusal.of(ErrorCode.GATEWAY_UNAVAILABLE, why).retryAfter(UNTIL_A_GATEWAY_IS_BACK);
  }

  private static String sentence(String why) {
    return why.isBlank() ? "The call cannot do that now." : why;
  }
}
