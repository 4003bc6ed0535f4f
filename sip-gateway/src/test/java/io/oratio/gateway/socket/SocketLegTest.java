package io.oratio.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.path.Leg;
import io.oratio.media.pcm.Tones;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketLegTest {
  private final List<byte[]> sent = new CopyOnWriteArrayList<>();
  private final List<short[]> heard = new CopyOnWriteArrayList<>();
  private Wire wire;
  private SocketLeg leg;

  @BeforeEach
  void open() {
    wire = new Wire(WireSettings.on(InetAddress.getLoopbackAddress()));
    leg = new SocketLeg(wire.loop(), sent::add);
    leg.attach(
        new Leg.Caller() {
          @Override
          public void heard(short[] samples, int count) {
            heard.add(Arrays.copyOf(samples, count));
          }

          @Override
          public void digit(char digit) {}
        });
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void hearsAToneThatIsSentAsOneAndSilenceAfterIt() throws Exception {
    receive(Tones.sine(440, SocketLeg.IN_HZ, SocketLeg.IN_HZ / 5, 8000));
    for (int i = 0; i < 15; i++) {
      tick();
    }
    assertThat(heard).allSatisfy(frame -> assertThat(frame).hasSize(480));
    assertThat(Tones.share(heard.get(5), 0, 480, SocketLeg.OUT_HZ, 440)).isGreaterThan(0.9);
    assertThat(heard.getLast()).containsOnly((short) 0);
  }

  @Test
  void dropsWhatComesFarTooFastAndCountsIt() throws Exception {
    short[] second = new short[SocketLeg.IN_HZ];
    for (int i = 0; i < 32; i++) {
      receive(second);
    }
    assertThat(leg.samplesDropped()).isPositive();
  }

  @Test
  void sendsTheAgentsSoundAsLittleEndianFramesUntilItIsClosed() throws Exception {
    onLoop(() -> leg.send(new short[] {1, -2}, 2));
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst()).containsExactly(1, 0, -2, -1);
    onLoop(leg::close);
    onLoop(() -> leg.send(new short[] {1}, 1));
    tick();
    assertThat(sent).hasSize(1);
    assertThat(heard).isEmpty();
    assertThat(leg.quality().packetsSent()).isEqualTo(1);
    assertThat(leg).hasToString("Socket(16000/24000)");
  }

  private void receive(short[] samples) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    leg.receive(bytes);
    onLoop(() -> {});
  }

  private void tick() throws Exception {
    onLoop(leg::tick);
  }

  private void onLoop(Runnable deed) throws Exception {
    leg.loop().submit(deed).get(5, TimeUnit.SECONDS);
  }
}
