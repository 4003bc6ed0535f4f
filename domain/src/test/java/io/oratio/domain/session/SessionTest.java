package io.oratio.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void refusesAnIdThatIsNoneAndANodeWithoutAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.session(TENANT, "a/b", Samples.MORNING));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.session(TENANT, "ses_1", Samples.MORNING, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.session(TENANT, "ses_1", Samples.MORNING).counting(-1));
  }

  @Test
  void lastsUntilItEnds() {
    Session call = Samples.session(TENANT, "ses_1", Samples.MORNING);
    assertThat(call.duration()).isEmpty();
    Session closed = call.closed(Samples.completion(Samples.MORNING.plusSeconds(7)), 4);
    assertThat(closed.duration()).contains(Duration.ofSeconds(7));
    assertThat(closed.messageCount()).isEqualTo(4);
    assertThat(closed.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(closed.handoffRequested()).isFalse();
  }

  @Test
  void isNotActiveWhenItHasEnded() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Session.Completion(
                    SessionStatus.ACTIVE,
                    Samples.MORNING,
                    new Ending("completed", "caller_hung_up"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  @Test
  void refusesAnEndingWithoutWords() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ending("", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ending("x", " "));
  }

  @Test
  void refusesALineThatWasNotMeasured() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LineQuality(-1, 0, 0, 0, 0, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LineQuality(1, 0, 0, Double.NaN, 0, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LineQuality(1, 0, 0, 0, Double.POSITIVE_INFINITY, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LineQuality(1, 0, 0, 0, 0, Double.NaN));
  }

  @Test
  void countsTurnsFromOneWithinTheRecording() {
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.turn(0, "Hello"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> turn("Hello", Samples.MORNING, Duration.ofMillis(-1)));
  }

  @Test
  void cutsAndRepairsATurnInsteadOfLosingIt() {
    Turn turn = turn("a\u0000".repeat(50_000), Samples.MORNING, Duration.ZERO);
    assertThat(turn.content()).hasSize(Turn.LONGEST_CONTENT).startsWith("a\uFFFDa");
  }

  @Test
  void keepsTimesToTheMicrosecond() {
    Turn turn =
        turn("", Instant.parse("2026-11-21T08:00:00.1234567Z"), Duration.ofNanos(1_234_567));
    assertThat(turn.startedAt()).isEqualTo(Instant.parse("2026-11-21T08:00:00.123456Z"));
    assertThat(turn.offset()).isEqualTo(Duration.ofNanos(1_234_000));
  }

  @Test
  void repairsWhatTheOtherSideClaims() {
    CustomerMetadata claims =
        new CustomerMetadata(
            Optional.of("evil\u0000agent"),
            Optional.empty(),
            Optional.of("x".repeat(5000)),
            Optional.empty());
    assertThat(claims.userAgent()).contains("evil\uFFFDagent");
    assertThat(claims.callId().orElseThrow()).hasSize(1024);
  }

  @Test
  void readsItsWordsBackFromTheWire() {
    for (SessionStatus status : SessionStatus.values()) {
      assertThat(SessionStatus.fromWire(status.wireName())).isEqualTo(status);
    }
    for (Channel channel : Channel.values()) {
      assertThat(Channel.fromWire(channel.wireName())).isEqualTo(channel);
    }
    for (SessionType type : SessionType.values()) {
      assertThat(SessionType.fromWire(type.wireName())).isEqualTo(type);
    }
    for (Turn.Role role : Turn.Role.values()) {
      assertThat(Turn.Role.fromWire(role.wireName())).isEqualTo(role);
    }
    assertThat(SessionStatus.HANDOFF_REQUESTED.wireName()).isEqualTo("handoff_requested");
    assertThatIllegalArgumentException().isThrownBy(() -> Channel.fromWire("fax"));
  }

  private static Turn turn(String content, Instant startedAt, Duration offset) {
    return new Turn(1, Turn.Role.USER, content, startedAt, offset, false, "");
  }
}
