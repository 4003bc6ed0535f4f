package io.oratio.media.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WireTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final WireSettings SETTINGS =
      WireSettings.on(LOOPBACK).withPorts(18_000, 18_999).withEventLoops(2);

  /// Small ranges lie somewhere else each time, so that two runs on one machine do not meet.
  private final int first = 12_000 + 4 * new Random().nextInt(1400);

  @Test
  void lendsAnEvenPortForRtpAndTheOddOneAboveForRtcp() throws Exception {
    try (Wire wire = new Wire(SETTINGS)) {
      MediaPort port = wire.lend();
      assertThat(port.rtpAddress().getPort()).isEven().isBetween(18_000, 18_998);
      assertThat(port.rtcpAddress().getPort()).isEqualTo(port.rtpAddress().getPort() + 1);
      assertThat(port.rtpAddress().getAddress()).isEqualTo(LOOPBACK);
      assertThat(port).hasToString("MediaPort(" + port.rtpAddress().getPort() + ")");
    }
  }

  @Test
  void carriesDatagramsBothWaysOnTheLoop() throws Exception {
    try (Wire wire = new Wire(SETTINGS)) {
      MediaPort a = wire.lend();
      MediaPort b = wire.lend();
      BlockingQueue<String> came = new LinkedBlockingQueue<>();
      b.receive(
          new MediaPort.Receiver() {
            @Override
            public void rtp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
              came.add("rtp " + text(datagram) + " " + from.equals(a.rtpAddress()) + inLoop());
            }

            @Override
            public void rtcp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
              came.add("rtcp " + text(datagram) + " " + from.equals(a.rtcpAddress()) + inLoop());
            }

            private String inLoop() {
              return b.loop().inEventLoop() ? " on the loop" : "";
            }
          });
      settled(b);
      a.loop().execute(() -> a.sendRtp(bytes("hello"), b.rtpAddress()));
      assertThat(came.poll(10, TimeUnit.SECONDS)).isEqualTo("rtp hello true on the loop");
      a.loop().execute(() -> a.sendRtcp(bytes("report"), b.rtcpAddress()));
      assertThat(came.poll(10, TimeUnit.SECONDS)).isEqualTo("rtcp report true on the loop");
    }
  }

  @Test
  void countsWhatComesBeforeAnybodyListens() throws Exception {
    try (Wire wire = new Wire(SETTINGS);
        DatagramChannel stranger = DatagramChannel.open()) {
      MediaPort port = wire.lend();
      stranger.send(ByteBuffer.wrap(new byte[20]), port.rtpAddress());
      stranger.send(ByteBuffer.wrap(new byte[20]), port.rtcpAddress());
      await(() -> wire.counters().datagramsUnclaimed() == 2);
    }
  }

  @Test
  void readsOnAfterADatagramThatBrokeItsReader() throws Exception {
    try (Wire wire = new Wire(SETTINGS);
        DatagramChannel stranger = DatagramChannel.open()) {
      MediaPort port = wire.lend();
      CompletableFuture<String> second = new CompletableFuture<>();
      port.receive(
          new MediaPort.Receiver() {
            @Override
            public void rtp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
              if (text(datagram).equals("bad")) {
                throw new IllegalStateException("a bug");
              }
              second.complete(text(datagram));
            }

            @Override
            public void rtcp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {}
          });
      settled(port);
      stranger.send(StandardCharsets.UTF_8.encode("bad"), port.rtpAddress());
      stranger.send(StandardCharsets.UTF_8.encode("good"), port.rtpAddress());
      assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("good");
      assertThat(wire.counters().datagramsFailed()).isEqualTo(1);
    }
  }

  @Test
  void countsWhatTheSystemRefusesToSend() throws Exception {
    try (Wire wire = new Wire(SETTINGS)) {
      MediaPort port = wire.lend();
      InetSocketAddress otherFamily = new InetSocketAddress("2001:db8::1", 4000);
      CompletableFuture<Boolean> sent = new CompletableFuture<>();
      port.loop().execute(() -> sent.complete(port.sendRtp(bytes("x"), otherFamily)));
      assertThat(sent.get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(wire.counters().datagramsUnsent()).isEqualTo(1);
    }
  }

  @Test
  void refusesWhenTheRangeIsUsedUpAndCountsIt() throws Exception {
    try (Wire wire = new Wire(SETTINGS.withPorts(first, first + 3))) {
      wire.lend();
      wire.lend();
      assertThatThrownBy(wire::lend)
          .isInstanceOf(NoPortFree.class)
          .hasMessage(
              "no free pair of UDP ports in " + first + "-" + (first + 3) + " on 127.0.0.1");
      assertThat(wire.counters().refused()).isEqualTo(1);
    }
  }

  @Test
  void restsAReturnedPortBeforeItIsLentAgain() throws Exception {
    AtomicLong now = new AtomicLong();
    try (Wire wire = new Wire(SETTINGS.withPorts(first, first + 1), new Random(1), now::get)) {
      MediaPort port = wire.lend();
      port.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
      now.set(SETTINGS.quarantine().toNanos() - 1);
      assertThatThrownBy(wire::lend).isInstanceOf(NoPortFree.class);
      now.incrementAndGet();
      assertThat(wire.lend().rtpAddress().getPort()).isEqualTo(first);
    }
  }

  @Test
  void passesOverPortsThatAnotherProgramHas() throws Exception {
    try (Wire wire =
            new Wire(SETTINGS.withPorts(first, first + 3).withQuarantine(Duration.ofDays(1)));
        DatagramChannel one = DatagramChannel.open();
        DatagramChannel two = DatagramChannel.open()) {
      one.bind(new InetSocketAddress(LOOPBACK, first));
      two.bind(new InetSocketAddress(LOOPBACK, first + 3));
      assertThatThrownBy(wire::lend).isInstanceOf(NoPortFree.class);
      assertThat(wire.counters().busy()).isEqualTo(2);
      assertThat(wire.counters().portsLent()).isZero();
    }
  }

  @Test
  void leaksNoPortOverAThousandCalls() throws Exception {
    try (Wire wire = new Wire(SETTINGS.withQuarantine(Duration.ZERO))) {
      for (int round = 0; round < 100; round++) {
        List<MediaPort> ports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          ports.add(wire.lend());
        }
        for (MediaPort port : ports) {
          port.close();
          port.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
      }
      WireCounters counters = wire.counters();
      assertThat(counters.lent()).isEqualTo(1000);
      await(() -> wire.counters().portsLent() == 0);
      await(() -> wire.counters().portsFree() == counters.portsInRange());
    }
  }

  @Test
  void closesWhatIsStillLent() throws Exception {
    MediaPort port;
    try (Wire wire = new Wire(SETTINGS)) {
      port = wire.lend();
    }
    port.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
    try (DatagramChannel again = DatagramChannel.open()) {
      again.bind(port.rtpAddress());
    }
  }

  @Test
  void namesTheSettingThatMakesNoSense() {
    assertThatThrownBy(() -> SETTINGS.withPorts(18_001, 18_002))
        .hasMessageContaining("the port range 18001-18002 holds no even/odd pair");
    assertThatThrownBy(() -> SETTINGS.withPorts(80, 18_002)).hasMessageContaining("80-18002");
    assertThatThrownBy(() -> SETTINGS.withPorts(18_000, 70_000)).hasMessageContaining("70000");
    assertThatThrownBy(() -> SETTINGS.withEventLoops(0)).hasMessageContaining("event loop");
    assertThatThrownBy(() -> SETTINGS.withQuarantine(Duration.ofSeconds(-1)))
        .hasMessageContaining("quarantine");
    assertThatThrownBy(() -> new WireSettings(LOOPBACK, 18_000, 18_999, 1, Duration.ZERO, 100, 46))
        .hasMessageContaining("4096");
    assertThatThrownBy(() -> new WireSettings(LOOPBACK, 18_000, 18_999, 1, Duration.ZERO, 8192, 64))
        .hasMessageContaining("six bits");
  }

  /// Returns when what was asked of the port's loop before has been done.
  private static void settled(MediaPort port) throws Exception {
    port.loop().submit(() -> {}).get(10, TimeUnit.SECONDS);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ByteBuf datagram) {
    return datagram.toString(StandardCharsets.UTF_8);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
