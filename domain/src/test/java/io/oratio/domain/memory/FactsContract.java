package io.oratio.domain.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of facts does. The store may hold other tenants' facts from before.
public abstract class FactsContract {
  private static final String CALLER = "+15550199";

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The store under test, the same for one test.
  protected abstract Facts facts();

  @Test
  void keepsEveryPartOfAFact() {
    Fact fact =
        new Fact(
            ours,
            "reception",
            "#" + Samples.MANY_SCRIPTS,
            "preferred_room",
            Samples.MANY_SCRIPTS,
            "ses_7",
            Samples.MORNING);
    facts().put(fact);
    assertThat(facts().about(ours, "reception", fact.subject())).containsExactly(fact);
  }

  @Test
  void keepsAFactAsLongAsAFactMayBe() {
    String subject = "\u4f60".repeat(256);
    Fact fact = Samples.fact(ours, subject, "n".repeat(64), "\u4f60".repeat(2048));
    facts().put(fact);
    assertThat(facts().about(ours, "reception", subject)).containsExactly(fact);
  }

  @Test
  void replacesTheFactOfTheSameName() {
    facts().put(Samples.fact(ours, CALLER, "room", "blue"));
    Fact after = Samples.fact(ours, CALLER, "room", "");
    facts().put(after);
    assertThat(facts().about(ours, "reception", CALLER)).containsExactly(after);
  }

  @Test
  void tellsOnlyAboutTheSubjectOrderedByName() {
    for (String name : List.of("b", "A", "a", "_", "-", "9")) {
      facts().put(Samples.fact(ours, CALLER, name, "x"));
    }
    facts().put(Samples.fact(ours, CALLER + "0", "c", "x"));
    facts().put(Samples.fact(theirs, CALLER, "c", "x"));
    facts().put(new Fact(ours, "hotel", CALLER, "c", "x", "ses_1", Samples.MORNING));
    assertThat(facts().about(ours, "reception", CALLER))
        .extracting(Fact::name)
        .containsExactly("-", "9", "A", "_", "a", "b");
    assertThat(facts().about(ours, "reception", "nobody")).isEmpty();
  }

  @Test
  void tellsAtMostTwoHundredAndForgetsThemAll() {
    IntStream.range(0, 230)
        .forEach(it -> facts().put(Samples.fact(ours, CALLER, "n" + (1000 + it), "x")));
    assertThat(facts().about(ours, "reception", CALLER))
        .hasSize(Facts.MOST)
        .last()
        .extracting(Fact::name)
        .isEqualTo("n1199");
    facts().forget(ours, "reception", CALLER);
    assertThat(facts().about(ours, "reception", CALLER)).isEmpty();
  }

  @Test
  void forgetsNobodyElse() {
    Fact theirFact = Samples.fact(theirs, CALLER, "room", "blue");
    Fact other = Samples.fact(ours, "+15550198", "room", "red");
    facts().put(theirFact);
    facts().put(other);
    facts().put(Samples.fact(ours, CALLER, "room", "green"));
    facts().forget(ours, "reception", CALLER);
    facts().forget(ours, "reception", CALLER);
    assertThat(facts().about(ours, "reception", CALLER)).isEmpty();
    assertThat(facts().about(ours, "reception", "+15550198")).containsExactly(other);
    assertThat(facts().about(theirs, "reception", CALLER)).containsExactly(theirFact);
  }

  @Test
  void forgetsAllThatAnAgentKnowsAboutAnybody() {
    Fact theirFact = Samples.fact(theirs, CALLER, "room", "blue");
    Fact other = new Fact(ours, "hotel", CALLER, "room", "red", "ses_1", Samples.MORNING);
    facts().put(theirFact);
    facts().put(other);
    for (int i = 0; i < 40; i++) {
      facts().put(Samples.fact(ours, "visitor-" + i % 20, "n" + i, "x"));
    }
    facts().removeOf(ours, "reception");
    facts().removeOf(ours, "reception");
    for (int i = 0; i < 20; i++) {
      assertThat(facts().about(ours, "reception", "visitor-" + i)).isEmpty();
    }
    assertThat(facts().about(ours, "hotel", CALLER)).containsExactly(other);
    assertThat(facts().about(theirs, "reception", CALLER)).containsExactly(theirFact);
  }
}
