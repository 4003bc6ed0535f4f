package io.oratio.domain.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every bus of commands does.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class CommandsContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The bus as the node that asks has it, the same for one test.
  protected abstract Commands asking();

  /// The bus as the node that serves has it, the same for one test.
  protected abstract Commands serving();

  @Test
  void reachesWhoHoldsTheSessionWithEveryKindOfCommand() throws Exception {
    Held held = new Held(ours, "ses_1");
    List<CallCommand> all =
        List.of(
            new CallCommand.HangUp(),
            new CallCommand.Transfer(Samples.MANY_SCRIPTS),
            new CallCommand.SendDigits("12,*#A"),
            new CallCommand.Say(Samples.MANY_SCRIPTS));
    try (Subscription _ = serving().serve(held)) {
      for (CallCommand each : all) {
        assertThat(asked("ses_1", each)).isEqualTo(new Commands.Done());
      }
    }
    assertThat(held.carriedOut).containsExactlyElementsOf(all);
  }

  @Test
  void saysThatNobodyHoldsTheSession() throws Exception {
    assertThat(asked("ses_1", new CallCommand.HangUp())).isEqualTo(new Commands.NotHere());
    try (Subscription _ = serving().serve(new Held(ours, "ses_2"));
        Subscription _ = serving().serve(new Held(theirs, "ses_1"))) {
      assertThat(asked("ses_1", new CallCommand.HangUp())).isEqualTo(new Commands.NotHere());
    }
  }

  @Test
  void findsTheOneOfManyWhoHoldsTheSession() throws Exception {
    Held held = new Held(ours, "ses_7");
    try (Subscription _ = serving().serve(new Held(ours, "ses_6"));
        Subscription _ = serving().serve(held);
        Subscription _ = asking().serve(new Held(ours, "ses_8"))) {
      assertThat(asked("ses_7", new CallCommand.HangUp())).isEqualTo(new Commands.Done());
      assertThat(asked("ses_8", new CallCommand.HangUp())).isEqualTo(new Commands.Done());
    }
    assertThat(held.carriedOut).hasSize(1);
    assertThat(asked("ses_7", new CallCommand.HangUp())).isEqualTo(new Commands.NotHere());
  }

  @Test
  void bringsBackWhyItWasRefused() throws Exception {
    Commands.Refused refused = new Commands.Refused(Samples.MANY_SCRIPTS);
    try (Subscription _ = serving().serve((_, _, _) -> refused)) {
      assertThat(asked("ses_1", new CallCommand.Transfer("sales"))).isEqualTo(refused);
    }
  }

  @Test
  void isRefusedWhereTheServerThrows() throws Exception {
    try (Subscription _ =
        serving()
            .serve(
                (_, _, _) -> {
                  throw new IllegalStateException("broken");
                })) {
      assertThat(asked("ses_1", new CallCommand.HangUp())).isInstanceOf(Commands.Refused.class);
    }
  }

  @Test
  void waitsForASlowAnswerWithoutHoldingUpOthers() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Map<String, Boolean> seen = new ConcurrentHashMap<>();
    Commands.Server server =
        (_, sessionId, _) -> {
          seen.put(sessionId, true);
          if (sessionId.equals("ses_slow")) {
            asked.countDown();
            try {
              answer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
          return new Commands.Done();
        };
    try (Subscription _ = serving().serve(server)) {
      var slow = asking().send(ours, "ses_slow", new CallCommand.HangUp());
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(asked("ses_quick", new CallCommand.HangUp())).isEqualTo(new Commands.Done());
      assertThat(slow).isNotDone();
      answer.countDown();
      assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(new Commands.Done());
    }
    assertThat(seen).containsKeys("ses_slow", "ses_quick");
  }

  @Test
  void givesUpWhereNobodyAnswers() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Commands.Server server =
        (_, _, _) -> {
          try {
            end.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return new Commands.Done();
        };
    try (Subscription _ = serving().serve(server)) {
      assertThat(asked("ses_1", new CallCommand.HangUp())).isEqualTo(new Commands.TimedOut());
    } finally {
      end.countDown();
    }
  }

  private Commands.Outcome asked(String sessionId, CallCommand command) throws Exception {
    return asking().send(ours, sessionId, command).get(30, TimeUnit.SECONDS);
  }

  private static final class Held implements Commands.Server {
    final List<CallCommand> carriedOut = new CopyOnWriteArrayList<>();
    private final TenantId tenantId;
    private final String sessionId;

    Held(TenantId tenantId, String sessionId) {
      this.tenantId = tenantId;
      this.sessionId = sessionId;
    }

    @Override
    public Commands.Outcome carryOut(TenantId tenant, String session, CallCommand command) {
      if (!tenant.equals(tenantId) || !session.equals(sessionId)) {
        return new Commands.NotHere();
      }
      carriedOut.add(command);
      return new Commands.Done();
    }
  }
}
