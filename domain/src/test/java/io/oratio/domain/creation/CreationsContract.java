package io.oratio.domain.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of creations does. The store may hold other tenants' creations from before.
public abstract class CreationsContract {
  private static final Instant NOW = Samples.MORNING;
  private static final Instant UNTIL = NOW.plusSeconds(30);

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final Creation begun = Creation.begun(ours, "reception", NOW);

  /// The store under test, the same for one test.
  protected abstract Creations creations();

  @Test
  void findsWhatWasBegun() {
    assertThat(creations().find(ours, "reception")).isEmpty();
    assertThat(creations().begin(begun)).isTrue();
    assertThat(creations().find(ours, "reception")).contains(begun);
  }

  @Test
  void keepsEveryPartOfACreation() {
    Creation full =
        begun
            .with(Step.waiting(Step.Name.PROVISION_KNOWLEDGE).begun(NOW).done(UNTIL), UNTIL, UNTIL)
            .with(
                Step.waiting(Step.Name.WRITE_AGENT)
                    .begun(NOW)
                    .toBeTriedAgain(Samples.MANY_SCRIPTS)
                    .begun(UNTIL),
                UNTIL,
                UNTIL.plusSeconds(1))
            .with(Step.waiting(Step.Name.DEPLOY).begun(NOW).toBeTriedAgain(""), UNTIL, UNTIL);
    creations().begin(full);
    assertThat(creations().find(ours, "reception")).contains(full);
  }

  @Test
  void beginsOneAtATimeForAnAgent() throws Exception {
    List<Boolean> answers = Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        8,
        IntStream.range(0, 16)
            .<Runnable>mapToObj(_ -> () -> answers.add(creations().begin(begun)))
            .toList());
    assertThat(answers).hasSize(16).containsOnlyOnce(true);
    assertThat(creations().begin(Creation.begun(theirs, "reception", NOW))).isTrue();
    assertThat(creations().begin(Creation.begun(ours, "sales", NOW))).isTrue();
  }

  @Test
  void beginsAnewWhatIsFinished() {
    creations().begin(begun);
    creations().lease(ours, "reception", "worker", NOW, UNTIL);
    Creation failed =
        begun.with(Step.waiting(Step.Name.WRITE_AGENT).failed("no model", NOW), NOW, NOW);
    creations().save(failed, "worker");
    assertThat(creations().lease(ours, "reception", "worker", NOW, UNTIL)).isEmpty();
    Creation anew = Creation.begun(ours, "reception", NOW.plusSeconds(5));
    assertThat(creations().begin(anew)).isTrue();
    assertThat(creations().find(ours, "reception")).contains(anew);
    assertThat(creations().save(failed, "worker")).isFalse();
    assertThat(creations().lease(ours, "reception", "other", NOW, UNTIL)).contains(anew);
  }

  @Test
  void leasesToOneWorkerUntilTheLeaseRunsOut() throws Exception {
    creations().begin(begun);
    List<String> winners = Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        8,
        IntStream.range(0, 16)
            .<Runnable>mapToObj(
                it ->
                    () ->
                        creations()
                            .lease(ours, "reception", "worker-" + it, NOW, UNTIL)
                            .ifPresent(_ -> winners.add("worker-" + it)))
            .toList());
    assertThat(winners).hasSize(1);
    String winner = winners.getFirst();
    assertThat(creations().lease(ours, "reception", "late", UNTIL.minusNanos(1000), UNTIL))
        .isEmpty();
    assertThat(creations().lease(ours, "reception", winner, NOW, UNTIL)).contains(begun);
    assertThat(creations().lease(ours, "reception", "late", UNTIL, UNTIL.plusSeconds(9)))
        .contains(begun);
    assertThat(creations().save(begun, winner)).isFalse();
  }

  @Test
  void writesOnlyForWhoHasTheLease() {
    creations().begin(begun);
    Creation on = begun.with(Step.waiting(Step.Name.WRITE_AGENT).begun(NOW), NOW, NOW);
    assertThat(creations().save(on, "worker")).isFalse();
    creations().lease(ours, "reception", "worker", NOW, UNTIL);
    assertThat(creations().save(on, "another")).isFalse();
    assertThat(creations().find(ours, "reception")).contains(begun);
    assertThat(creations().save(on, "worker")).isTrue();
    assertThat(creations().find(ours, "reception")).contains(on);
    creations().release(ours, "reception", "another");
    assertThat(creations().save(begun, "worker")).isTrue();
    creations().release(ours, "reception", "worker");
    assertThat(creations().save(on, "worker")).isFalse();
    assertThat(creations().lease(ours, "reception", "another", NOW, UNTIL)).contains(begun);
    assertThat(creations().save(Creation.begun(ours, "nobody", NOW), "worker")).isFalse();
    assertThat(creations().find(ours, "nobody")).isEmpty();
  }

  @Test
  void tellsWhatIsDueForEveryTenantTheLongestDueFirst() {
    Creation old = Creation.begun(ours, "old", Instant.EPOCH.plusSeconds(1));
    Creation older = Creation.begun(theirs, "older", Instant.EPOCH);
    Creation leased = Creation.begun(ours, "leased", Instant.EPOCH);
    Creation done = Creation.begun(ours, "done", Instant.EPOCH);
    Creation resting = Creation.begun(ours, "resting", Instant.EPOCH.plusSeconds(60));
    for (Creation each : List.of(old, older, leased, done, resting)) {
      assertThat(creations().begin(each)).isTrue();
    }
    Instant now = Instant.EPOCH.plusSeconds(30);
    creations().lease(ours, "leased", "worker", now, now.plusSeconds(60));
    creations().lease(ours, "done", "worker", now, now);
    Creation finished = done;
    for (Step.Name name : Step.Name.values()) {
      finished = finished.with(Step.waiting(name).begun(now).done(now), now, now);
    }
    assertThat(creations().save(finished, "worker")).isTrue();
    assertThat(finished.state()).isEqualTo(Creation.State.DONE);
    assertThat(dueAt(now)).containsExactly(older, old);
    assertThat(dueAt(now.plusSeconds(60))).containsExactlyInAnyOrder(older, leased, old, resting);
    assertThat(creations().due(now, 1)).hasSize(1);
    for (Creation each : List.of(old, older, leased, done, resting)) {
      creations().remove(each.tenantId(), each.agentId());
    }
    assertThat(dueAt(now.plusSeconds(60))).isEmpty();
  }

  private List<Creation> dueAt(Instant now) {
    return creations().due(now, 1000).stream()
        .filter(it -> it.tenantId().equals(ours) || it.tenantId().equals(theirs))
        .toList();
  }

  @Test
  void answersForAnotherTenantsCreationAsIfItWereNotThere() {
    Creation other = Creation.begun(theirs, "reception", NOW);
    creations().begin(other);
    assertThat(creations().find(ours, "reception")).isEmpty();
    assertThat(creations().lease(ours, "reception", "worker", NOW, UNTIL)).isEmpty();
    creations().remove(ours, "reception");
    assertThat(creations().find(theirs, "reception")).contains(other);
  }

  @Test
  void refusesNonsense() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> creations().due(NOW, limit));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> creations().lease(ours, "reception", " ", NOW, UNTIL));
    assertThatIllegalArgumentException().isThrownBy(() -> creations().save(begun, ""));
  }
}
