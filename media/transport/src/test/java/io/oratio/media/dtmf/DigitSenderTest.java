package io.oratio.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitSenderTest {
  private record Sent(int tick, boolean marker, int timestamp, TelephoneEvent report) {}

  private final DigitSender sender = new DigitSender(8000, 100, 100);
  private final List<Sent> sent = new ArrayList<>();
  private int tick;

  @Test
  void reportsAPressAsRfc4733DoesInItsExample() {
    sender.press("5");
    run(20);

    assertThat(sent).hasSize(7);
    assertThat(sent.stream().map(Sent::timestamp).distinct()).containsExactly(1000);
    assertThat(sent.stream().map(Sent::marker))
        .containsExactly(true, false, false, false, false, false, false);
    assertThat(sent.stream().map(s -> s.report().duration()))
        .containsExactly(160, 320, 480, 640, 800, 800, 800);
    assertThat(sent.stream().map(s -> s.report().end()))
        .containsExactly(false, false, false, false, true, true, true);
    assertThat(sent.stream().map(s -> s.report().event())).containsOnly(5);
    assertThat(sent.stream().map(s -> s.report().volume())).containsOnly(10);
  }

  @Test
  void pausesBetweenPresses() {
    sender.press("12");
    run(40);

    List<Sent> begins = sent.stream().filter(Sent::marker).toList();
    assertThat(begins).hasSize(2);
    // 100 ms held, 100 ms not.
    assertThat(begins.get(1).tick() - begins.get(0).tick()).isEqualTo(10);
    assertThat(begins.get(1).timestamp() - begins.get(0).timestamp()).isEqualTo(1600);
  }

  @Test
  void waitsHalfASecondAtAComma() {
    sender.press("1,2");
    run(80);

    List<Sent> begins = sent.stream().filter(Sent::marker).toList();
    assertThat(begins.get(1).tick() - begins.get(0).tick()).isEqualTo(10 + 25);
  }

  @Test
  void isHeardByTheReceiverOnceAKey() {
    DigitReceiver receiver = new DigitReceiver(8000);
    StringBuilder told = new StringBuilder();
    sender.press("00123##*9aD");
    assertThat(sender.isBusy()).isTrue();
    for (int i = 0; i < 200; i++) {
      long now = i * 20_000_000L;
      boolean slot =
          sender.tick(
              i * 160,
              (_, timestamp, report) ->
                  receiver.packet(timestamp, report, now).ifPresent(told::append));
      if (!slot) {
        receiver.tick(now).ifPresent(told::append);
      }
    }

    assertThat(told).hasToString("00123##*9AD");
    assertThat(sender.isBusy()).isFalse();
  }

  @Test
  void takesOnlySoManyKeys() {
    assertThat(sender.press("1".repeat(100))).isEqualTo(100);
    assertThat(sender.press("2".repeat(100))).isEqualTo(28);
    assertThat(sender.press("3")).isZero();
  }

  @Test
  void refusesWhatIsNoKeyBeforePressingAny() {
    assertThatThrownBy(() -> sender.press("12x")).isInstanceOf(IllegalArgumentException.class);
    run(5);

    assertThat(sent).isEmpty();
    assertThat(sender.isBusy()).isFalse();
  }

  @Test
  void staysBusyUntilThePauseIsOver() {
    sender.press("1");
    run(7);
    assertThat(sender.isBusy()).isTrue();
    run(3);
    assertThat(sender.isBusy()).isFalse();
  }

  @Test
  void holdsToTheLimitsOfAPress() {
    assertThatThrownBy(() -> new DigitSender(8000, 39, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DigitSender(8000, 1301, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DigitSender(8000, 100, 39))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DigitSender(8000, 100, 1301))
        .isInstanceOf(IllegalArgumentException.class);
    DigitSender longest = new DigitSender(48000, 1300, 1300);
    longest.press("1");
    for (int i = 0; i < 140; i++) {
      longest.tick(0, (_, _, report) -> assertThat(report.duration()).isLessThanOrEqualTo(62400));
    }
    assertThat(new DigitSender(48000, 40, 40).press("1")).isEqualTo(1);
  }

  private void run(int ticks) {
    for (int i = 0; i < ticks; i++, tick++) {
      int at = tick;
      boolean slot =
          sender.tick(
              1000 + at * 160,
              (marker, timestamp, report) -> sent.add(new Sent(at, marker, timestamp, report)));
      assertThat(slot).isEqualTo(!sent.isEmpty() && sent.getLast().tick() == at);
    }
  }
}
