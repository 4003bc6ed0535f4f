package io.oratio.gateway.bus;

import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.tenant.TenantId;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.CommandOutcome;
import io.oratio.gateway.call.LiveCall;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Carries out what the other plane asks of a call that is here, which is named by its session or,
/// when it was reserved, by the call's own id: until it rings nobody else knows its session. Blocks
/// its thread until the call has said what came of it.
public final class CommandDesk implements Commands.Server {
  private static final long PATIENCE_SECONDS = 4;

  private final Calls calls;
  private final OutboundDesk outbound;

  public CommandDesk(Calls calls, OutboundDesk outbound) {
    this.calls = calls;
    this.outbound = outbound;
  }

  @Override
  public Commands.Outcome carryOut(TenantId tenantId, String sessionId, CallCommand command) {
    Optional<LiveCall> call =
        calls
            .find(tenantId, sessionId)
            .or(
                () ->
                    outbound
                        .sessionOf(tenantId, sessionId)
                        .flatMap(it -> calls.find(tenantId, it)));
    return call.isPresent() ? await(ask(call.get(), command)) : new Commands.NotHere();
  }

  private static CompletionStage<CommandOutcome> ask(LiveCall call, CallCommand command) {
    return switch (command) {
      case CallCommand.HangUp _ -> call.hangUp();
      case CallCommand.Transfer transfer -> call.transfer(transfer.target());
      case CallCommand.SendDigits digits -> call.sendDigits(digits.digits());
      case CallCommand.Say say -> call.say(say.text());
    };
  }

  private static Commands.Outcome await(CompletionStage<CommandOutcome> stage) {
    try {
      return switch (stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        case CommandOutcome.Done _ -> new Commands.Done();
        case CommandOutcome.Refused refused -> new Commands.Refused(refused.message());
      };
    } catch (TimeoutException _) {
      return new Commands.TimedOut();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Commands.TimedOut();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a command failed", e.getCause());
    }
  }
}
