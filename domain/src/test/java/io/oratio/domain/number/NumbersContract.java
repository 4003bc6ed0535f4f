package io.oratio.domain.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of number rules does. The store may hold other tenants' rules from before.
public abstract class NumbersContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The store under test, the same for one test.
  protected abstract Numbers numbers();

  @Test
  void keepsEveryPartOfARule() {
    NumberRule rule =
        new NumberRule(
            ours, "main", "+1555*", Optional.of("carrier"), "reception", OptionalInt.of(4));
    numbers().save(rule);
    assertThat(numbers().list(ours)).containsExactly(rule);
  }

  @Test
  void keepsARuleWithNothingOptional() {
    NumberRule rule = Samples.numberRule(ours, "main", "reception");
    numbers().save(rule);
    assertThat(numbers().list(ours)).containsExactly(rule);
  }

  @Test
  void replacesTheRuleOfTheSameId() {
    numbers()
        .save(
            new NumberRule(ours, "main", "+15550100", Optional.of("x"), "old", OptionalInt.of(1)));
    NumberRule after = Samples.numberRule(ours, "main", "+15550101");
    numbers().save(after);
    assertThat(numbers().list(ours)).containsExactly(after);
  }

  @Test
  void listsOnlyTheTenantsRulesOrderedById() {
    for (String id : List.of("b", "A", "a", "_", "-", "9")) {
      numbers().save(Samples.numberRule(ours, id, "+15550100"));
    }
    numbers().save(Samples.numberRule(theirs, "c", "+15550100"));
    assertThat(numbers().list(ours))
        .extracting(NumberRule::numberId)
        .containsExactly("-", "9", "A", "_", "a", "b");
  }

  @Test
  void listsHundredsOfRules() {
    IntStream.range(0, 300)
        .forEach(it -> numbers().save(Samples.numberRule(ours, "n" + it, "+1555" + it)));
    assertThat(numbers().list(ours)).hasSize(300);
  }

  @Test
  void removesARuleAndDoesNotMindASecondTime() {
    numbers().save(Samples.numberRule(ours, "main", "+15550100"));
    numbers().remove(ours, "main");
    numbers().remove(ours, "main");
    assertThat(numbers().list(ours)).isEmpty();
  }

  @Test
  void leavesAnotherTenantsRuleAlone() {
    NumberRule rule = Samples.numberRule(theirs, "main", "+15550100");
    numbers().save(rule);
    numbers().remove(ours, "main");
    numbers().save(Samples.numberRule(ours, "main", "+15550102"));
    assertThat(numbers().list(theirs)).containsExactly(rule);
  }

  @Test
  void removesAllRulesThatLeadToAnAgent() {
    NumberRule first = Samples.numberRule(ours, "n1", "+15550100");
    NumberRule other =
        new NumberRule(ours, "n2", "+15550101", Optional.empty(), "sales", OptionalInt.of(3));
    NumberRule second = Samples.numberRule(ours, "n3", "reception");
    NumberRule foreign = Samples.numberRule(theirs, "n1", "+15550100");
    for (NumberRule each : List.of(first, other, second, foreign)) {
      numbers().save(each);
    }
    assertThat(numbers().removeOf(ours, "reception")).containsExactlyInAnyOrder(first, second);
    assertThat(numbers().removeOf(ours, "reception")).isEmpty();
    assertThat(numbers().list(ours)).containsExactly(other);
    assertThat(numbers().list(theirs)).containsExactly(foreign);
  }

  @Test
  void writesNoSecondRuleForTheSameCalls() {
    NumberRule rule = Samples.numberRule(ours, "n1", "reception");
    assertThat(numbers().saveUnlessTaken(rule)).isTrue();
    assertThat(numbers().saveUnlessTaken(Samples.numberRule(ours, "n2", "Reception"))).isFalse();
    NumberRule ofTrunk = ofTrunk("n3", "carrier");
    assertThat(numbers().saveUnlessTaken(ofTrunk)).isTrue();
    assertThat(numbers().saveUnlessTaken(ofTrunk("n4", "carrier"))).isFalse();
    assertThat(numbers().saveUnlessTaken(Samples.numberRule(theirs, "n1", "reception"))).isTrue();
    assertThat(numbers().list(ours)).containsExactly(rule, ofTrunk);
    numbers().remove(ours, "n1");
    NumberRule next = Samples.numberRule(ours, "n2", "Reception");
    assertThat(numbers().saveUnlessTaken(next)).isTrue();
    assertThat(numbers().list(ours)).containsExactly(next, ofTrunk);
  }

  @Test
  void changesARuleUnlessAnotherIsInItsWay() {
    numbers().saveUnlessTaken(Samples.numberRule(ours, "n1", "reception"));
    numbers().save(Samples.numberRule(ours, "n2", "sales"));
    assertThat(numbers().saveUnlessTaken(Samples.numberRule(ours, "n1", "RECEPTION"))).isTrue();
    assertThat(numbers().saveUnlessTaken(Samples.numberRule(ours, "n1", "Sales"))).isFalse();
    assertThat(numbers().list(ours))
        .containsExactly(
            Samples.numberRule(ours, "n1", "RECEPTION"), Samples.numberRule(ours, "n2", "sales"));
  }

  @Test
  void writesOneOfManyRulesForTheSameCallsAtOnce() throws Exception {
    AtomicInteger written = new AtomicInteger();
    Concurrently.run(
        8,
        IntStream.range(0, 24)
            .<Runnable>mapToObj(
                it ->
                    () -> {
                      NumberRule rule = Samples.numberRule(ours, "n" + it, "reception");
                      written.addAndGet(numbers().saveUnlessTaken(rule) ? 1 : 0);
                    })
            .toList());
    assertThat(written).hasValue(1);
    assertThat(numbers().list(ours)).hasSize(1);
  }

  private NumberRule ofTrunk(String id, String trunkId) {
    return new NumberRule(
        ours, id, "reception", Optional.of(trunkId), "reception", OptionalInt.empty());
  }
}
