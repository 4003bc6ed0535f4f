package io.oratio.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of tool executions does. The store may hold other tenants' from before.
public abstract class ToolExecutionsContract {
  private static final String KEY = "ses_1:3:book_room:1";

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final ToolExecution running = Samples.toolExecution(ours, "ses_1", KEY);

  /// The store under test, the same for one test.
  protected abstract ToolExecutions toolExecutions();

  @Test
  void givesAFreeKeyToWhoBegins() {
    assertThat(toolExecutions().find(ours, "ses_1", KEY)).isEmpty();
    assertThat(toolExecutions().begin(running)).isEmpty();
    assertThat(toolExecutions().find(ours, "ses_1", KEY)).contains(running);
  }

  @Test
  void answersWithTheExecutionThatHoldsTheKey() {
    toolExecutions().begin(running);
    ToolExecution second = begun(KEY, Samples.MORNING.plusSeconds(5));
    assertThat(toolExecutions().begin(second)).contains(running);
    ToolExecution done =
        running.ended(ToolExecution.State.DONE, "{}", Samples.MORNING.plusSeconds(6));
    toolExecutions().end(done);
    assertThat(toolExecutions().begin(second)).contains(done);
    assertThat(toolExecutions().find(ours, "ses_1", KEY)).contains(done);
  }

  @Test
  void givesAKeyToOneOfManyThatTryAtTheSameTime() throws Exception {
    AtomicInteger winners = new AtomicInteger();
    Concurrently.run(
        8,
        IntStream.range(0, 32)
            .<Runnable>mapToObj(
                it ->
                    () -> {
                      if (toolExecutions()
                          .begin(begun(KEY, Samples.MORNING.plusSeconds(it)))
                          .isEmpty()) {
                        winners.incrementAndGet();
                      }
                    })
            .toList());
    assertThat(winners).hasValue(1);
    assertThat(toolExecutions().ofSession(ours, "ses_1")).hasSize(1);
  }

  @Test
  void keepsEveryPartOfAnExecution() {
    ToolExecution full =
        new ToolExecution(
            ours,
            "ses_1",
            "key #" + Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS.substring(0, 20),
            ToolExecution.Authority.MONEY,
            "{ \"b\":1,  \"a\":\"" + Samples.MANY_SCRIPTS + "\"}",
            ToolExecution.State.RUNNING,
            Optional.empty(),
            Samples.MORNING,
            Optional.empty());
    toolExecutions().begin(full);
    assertThat(toolExecutions().find(ours, "ses_1", full.key())).contains(full);
    ToolExecution failed =
        full.ended(
            ToolExecution.State.FAILED,
            "{ \"error\":  \"" + Samples.MANY_SCRIPTS + "\" }",
            Samples.MORNING.plusNanos(1000));
    toolExecutions().end(failed);
    assertThat(toolExecutions().find(ours, "ses_1", full.key())).contains(failed);
  }

  @Test
  void keepsAnExecutionAsLongAsAnExecutionMayBe() {
    String longest = "\u4f60".repeat(ToolExecution.LONGEST);
    ToolExecution full =
        new ToolExecution(
            ours,
            "s".repeat(64),
            "k".repeat(512),
            "t".repeat(64),
            ToolExecution.Authority.READ,
            longest,
            ToolExecution.State.RUNNING,
            Optional.empty(),
            Samples.MORNING,
            Optional.empty());
    toolExecutions().begin(full);
    ToolExecution done = full.ended(ToolExecution.State.DONE, longest, Samples.MORNING);
    toolExecutions().end(done);
    assertThat(toolExecutions().find(ours, full.sessionId(), full.key())).contains(done);
  }

  @Test
  void leavesAnExecutionThatHasEndedAsItIs() {
    toolExecutions().begin(running);
    ToolExecution unknown = running.ended(ToolExecution.State.UNKNOWN, "{}", Samples.MORNING);
    toolExecutions().end(unknown);
    toolExecutions().end(running.ended(ToolExecution.State.DONE, "{\"ok\":true}", Samples.MORNING));
    assertThat(toolExecutions().find(ours, "ses_1", KEY)).contains(unknown);
  }

  @Test
  void writesOfTheEndOnlyHowItEnded() {
    toolExecutions().begin(running);
    ToolExecution other =
        new ToolExecution(
            ours,
            "ses_1",
            KEY,
            "another",
            ToolExecution.Authority.READ,
            "{}",
            ToolExecution.State.DONE,
            Optional.empty(),
            Samples.MORNING.plusSeconds(1),
            Optional.of(Samples.MORNING.plusSeconds(2)));
    toolExecutions().end(other);
    ToolExecution now = toolExecutions().find(ours, "ses_1", KEY).orElseThrow();
    assertThat(now.state()).isEqualTo(ToolExecution.State.DONE);
    assertThat(now.result()).isEmpty();
    assertThat(now.endedAt()).contains(Samples.MORNING.plusSeconds(2));
    assertThat(now.toolName()).isEqualTo("book_room");
    assertThat(now.authority()).isEqualTo(ToolExecution.Authority.WRITE);
    assertThat(now.startedAt()).isEqualTo(Samples.MORNING);
  }

  @Test
  void refusesTheEndOfWhatWasNeverBegunOrStillRuns() {
    ToolExecution done = running.ended(ToolExecution.State.DONE, "{}", Samples.MORNING);
    assertThatIllegalStateException().isThrownBy(() -> toolExecutions().end(done));
    assertThat(toolExecutions().find(ours, "ses_1", KEY)).isEmpty();
    toolExecutions().begin(running);
    assertThatIllegalArgumentException().isThrownBy(() -> toolExecutions().end(running));
  }

  @Test
  void listsASessionsExecutionsInTheOrderTheyBegan() {
    toolExecutions().begin(begun("b", Samples.MORNING.plusSeconds(1)));
    toolExecutions().begin(begun("d", Samples.MORNING.minusNanos(1000)));
    toolExecutions().begin(begun("a", Samples.MORNING.plusSeconds(1)));
    toolExecutions().begin(begun("c", Samples.MORNING));
    toolExecutions().begin(Samples.toolExecution(ours, "ses_2", "e"));
    toolExecutions().begin(Samples.toolExecution(theirs, "ses_1", "f"));
    assertThat(toolExecutions().ofSession(ours, "ses_1"))
        .extracting(ToolExecution::key)
        .containsExactly("d", "c", "a", "b");
    assertThat(toolExecutions().ofSession(ours, "ses_3")).isEmpty();
  }

  @Test
  void letsTwoTenantsAndTwoSessionsUseTheSameKey() {
    ToolExecution other = Samples.toolExecution(theirs, "ses_1", KEY);
    ToolExecution elsewhere = Samples.toolExecution(ours, "ses_2", KEY);
    for (ToolExecution each : List.of(running, other, elsewhere)) {
      assertThat(toolExecutions().begin(each)).isEmpty();
    }
    toolExecutions().end(other.ended(ToolExecution.State.DONE, "{}", Samples.MORNING));
    assertThat(toolExecutions().find(ours, "ses_1", KEY)).contains(running);
    assertThat(toolExecutions().find(ours, "ses_2", KEY)).contains(elsewhere);
  }

  @Test
  void takesOutThoseOfOneSessionOnly() {
    for (int i = 0; i < 30; i++) {
      toolExecutions().begin(begun("k" + i, Samples.MORNING.plusSeconds(i)));
    }
    toolExecutions().begin(Samples.toolExecution(ours, "ses_2", KEY));
    toolExecutions().begin(Samples.toolExecution(theirs, "ses_1", KEY));
    toolExecutions().deleteOf(ours, "ses_1");
    toolExecutions().deleteOf(ours, "ses_1");
    assertThat(toolExecutions().ofSession(ours, "ses_1")).isEmpty();
    assertThat(toolExecutions().find(ours, "ses_1", "k7")).isEmpty();
    assertThat(toolExecutions().find(ours, "ses_2", KEY)).isPresent();
    assertThat(toolExecutions().find(theirs, "ses_1", KEY)).isPresent();
  }

  private ToolExecution begun(String key, Instant startedAt) {
    ToolExecution usual = Samples.toolExecution(ours, "ses_1", key);
    return new ToolExecution(
        ours,
        "ses_1",
        key,
        usual.toolName(),
        usual.authority(),
        usual.arguments(),
        usual.state(),
        usual.result(),
        startedAt,
        usual.endedAt());
  }
}
