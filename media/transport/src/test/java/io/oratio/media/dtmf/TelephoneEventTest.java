package io.oratio.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class TelephoneEventTest {
  @Test
  void readsTheLayoutOfRfc4733() {
    ByteBuf payload = Unpooled.wrappedBuffer(new byte[] {99, 11, (byte) 0x8a, 0x06, (byte) 0x40});

    TelephoneEvent event = TelephoneEvent.read(payload, 1, 4).orElseThrow();

    assertThat(event).isEqualTo(new TelephoneEvent(11, true, 10, 1600));
    assertThat(event.key()).contains('#');
  }

  @Test
  void ignoresTheReservedBitAndFurtherReports() {
    ByteBuf payload = Unpooled.wrappedBuffer(new byte[] {1, 0x7f, 0, 1, 2, 0, 0, 1});

    assertThat(TelephoneEvent.read(payload, 0, 8)).contains(new TelephoneEvent(1, false, 63, 1));
  }

  @Test
  void refusesShortPayloads() {
    assertThat(TelephoneEvent.read(Unpooled.wrappedBuffer(new byte[3]), 0, 3)).isEmpty();
  }

  @Test
  void writesWhatItReads() {
    ByteBuf out = Unpooled.buffer();
    new TelephoneEvent(255, true, 63, 65535).write(out);
    new TelephoneEvent(0, false, 0, 0).write(out);

    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("ffbfffff00000000");
    assertThat(TelephoneEvent.read(out, 0, 4)).contains(new TelephoneEvent(255, true, 63, 65535));
  }

  @Test
  void knowsWhichEventsAreKeys() {
    assertThat(TelephoneEvent.eventOf('d')).isEqualTo(15);
    assertThat(new TelephoneEvent(15, true, 0, 0).key()).contains('D');
    assertThat(new TelephoneEvent(16, true, 0, 0).key()).isEmpty();
    assertThatThrownBy(() -> TelephoneEvent.eventOf('e'))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNonsense() {
    for (int[] bad :
        new int[][] {{-1, 0, 0}, {256, 0, 0}, {0, -1, 0}, {0, 64, 0}, {0, 0, -1}, {0, 0, 65536}}) {
      assertThatThrownBy(() -> new TelephoneEvent(bad[0], false, bad[1], bad[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void keepsTheKeyOutOfLogs() {
    assertThat(new TelephoneEvent(7, true, 10, 800)).hasToString("TelephoneEvent(end, 800)");
    assertThat(new TelephoneEvent(7, false, 10, 160)).hasToString("TelephoneEvent(on, 160)");
  }
}
