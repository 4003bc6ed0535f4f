package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.tenant.TenantId;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import io.oratio.gateway.tool.Mind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineCareTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final TenantId TENANT = new TenantId("acme");

  private final EngineCare care = new EngineCare(facts(), 24_000, CallSettings.usual());

  @Test
  void tellsAnEngineTheGreetingOnceAndTheHistoryAfterwards() {
    assertThat(care.firstSetup(mind()).greeting()).isEqualTo("Good morning.");
    assertThat(care.firstSetup(mind()).history()).isEmpty();
    assertThat(care.nextSetup(mind(), List.of(new Said(Speaker.CALLER, "hello"))).greeting())
        .isEmpty();
    assertThat(care.nextSetup(mind(), List.of(new Said(Speaker.CALLER, "hello"))).history())
        .hasSize(1);
  }

  @Test
  void letsAnEngineHearNoMoreThanItCanAndSpeakAtTheLinesRate() {
    assertThat(care.firstSetup(mind()).inputRateHz()).isEqualTo(16_000);
    assertThat(care.firstSetup(mind()).outputRateHz()).isEqualTo(24_000);
    EngineCare phone = new EngineCare(facts(), 8000, CallSettings.usual());
    assertThat(phone.firstSetup(mind()).inputRateHz()).isEqualTo(8000);
    assertThat(phone.outputRateHz()).isEqualTo(8000);
  }

  @Test
  void opensAnewAtOnceAndThenWaitsALittleLongerEachTime() {
    lose(Kind.BROKEN, 0);
    assertThat(care.at(at(0))).contains(EngineCare.Deed.REOPEN);
    lose(Kind.BROKEN, 100);
    assertThat(care.at(at(600))).isEmpty();
    assertThat(care.at(at(1100))).contains(EngineCare.Deed.REOPEN);
    lose(Kind.BROKEN, 1200);
    assertThat(care.at(at(2800))).contains(EngineCare.Deed.ASK_TO_WAIT);
    assertThat(care.at(at(3200))).contains(EngineCare.Deed.REOPEN);
    lose(Kind.BROKEN, 3300);
    assertThat(care.at(at(3300))).contains(EngineCare.Deed.GIVE_UP);
    assertThat(care.at(at(9900))).isEmpty();
  }

  @Test
  void givesUpAtOnceWhereAnotherTryCannotHelp() {
    lose(Kind.NOT_ALLOWED, 0);
    assertThat(care.at(at(0))).contains(EngineCare.Deed.GIVE_UP);
  }

  @Test
  void givesUpOnAnEngineThatNeverOpens() {
    lose(Kind.SILENT, 0);
    assertThat(care.at(at(0))).contains(EngineCare.Deed.REOPEN);
    assertThat(care.at(at(2501))).contains(EngineCare.Deed.ASK_TO_WAIT);
    assertThat(care.at(at(2600))).isEmpty();
    assertThat(care.at(at(10_001))).contains(EngineCare.Deed.GIVE_UP);
  }

  @Test
  void owesAnExcuseOnceAndNotForAnEnginesOwnLimit() {
    lose(Kind.TIMED_OUT, 0);
    assertThat(care.owesExcuse()).isFalse();
    lose(Kind.BROKEN, 100);
    care.opened();
    assertThat(care.owesExcuse()).isTrue();
    assertThat(care.owesExcuse()).isFalse();
    assertThat(care.at(at(60_000))).isEmpty();
  }

  private void lose(Kind kind, int millis) {
    care.lost(new EngineFailure(kind, "as the test wants it"), at(millis));
    care.wanted();
  }

  private static Instant at(int millis) {
    return START.plusMillis(millis);
  }

  private static Mind mind() {
    return PuppetMinds.of(facts().version());
  }

  private static CallFacts facts() {
    return new CallFacts(
        "ses_1",
        Samples.agent(TENANT, "reception"),
        Samples.agentVersion(TENANT, "reception", 1),
        Channel.SIP,
        Direction.INBOUND,
        "trunk",
        "100",
        "ada",
        CustomerMetadata.none(),
        Map.of());
  }
}
