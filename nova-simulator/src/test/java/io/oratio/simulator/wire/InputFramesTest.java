package io.oratio.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

@Timeout(30)
class InputFramesTest {
  private static final byte[] EVENT =
      "{\"event\":{\"sessionEnd\":{}}}".getBytes(StandardCharsets.UTF_8);

  @Test
  void readsASignedEventThatArrivesByteByByte() throws Exception {
    InputFrames frames = new InputFrames(true);
    byte[] message = bytes(signed(inner("event", "chunk", payload(EVENT)), 32));
    for (int i = 0; i < message.length - 1; i++) {
      frames.add(Unpooled.wrappedBuffer(message, i, 1));
      assertThat(frames.next()).isEmpty();
    }
    assertThat(frames.hasRest()).isTrue();
    frames.add(Unpooled.wrappedBuffer(message, message.length - 1, 1));
    assertThat(frames.next())
        .hasValueSatisfying(
            frame -> assertThat(((InputFrame.Event) frame).json()).isEqualTo(EVENT));
    assertThat(frames.hasRest()).isFalse();
  }

  @Test
  void takesAnEmptySignedMessageAsTheEnd() throws Exception {
    InputFrames frames = new InputFrames(true);
    frames.add(buffer(signed(new byte[0], 32)));
    assertThat(frames.next()).contains(new InputFrame.End());
  }

  @Test
  void asksForSignaturesOnlyWhenStrict() throws Exception {
    byte[] unsigned = inner("event", "chunk", payload(EVENT));
    InputFrames lenient = new InputFrames(false);
    lenient.add(Unpooled.wrappedBuffer(unsigned));
    assertThat(lenient.next()).isPresent();
    refused(unsigned, "without :chunk-signature");
    refused(bytes(signed(inner("event", "chunk", payload(EVENT)), 31)), "not 32 bytes");
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":chunk-signature", HeaderValue.fromByteArray(new byte[32]));
    refused(bytes(new Message(headers, new byte[0])), "without a :date");
    headers.put(":date", HeaderValue.fromString("yesterday"));
    refused(bytes(new Message(headers, new byte[0])), "without a :date");
    headers.put(":chunk-signature", HeaderValue.fromString("signature"));
    refused(bytes(new Message(headers, new byte[0])), "not 32 bytes");
  }

  @Test
  void refusesWhatIsNoChunkOfAnEvent() {
    refused(bytes(signed(inner("exception", "chunk", payload(EVENT)), 32)), ":message-type");
    refused(bytes(signed(inner("event", "other", payload(EVENT)), 32)), ":event-type");
    refused(bytes(signed(inner("event", "chunk", ascii("no json")), 32)), "payload");
    refused(bytes(signed(inner("event", "chunk", ascii("{\"bytes\":\"***\"}")), 32)), "payload");
    refused(bytes(signed(inner("event", "chunk", ascii("{\"bytes\":1,\"x\":[]}")), 32)), "bytes");
    refused(bytes(signed(ascii("not a message at all"), 32)), "not an event-stream message");
  }

  @Test
  void passesOverOtherMembersOfThePayload() throws Exception {
    byte[] payload =
        ascii(
            "{\"p\":{\"q\":[1,2]},\"bytes\":\""
                + Base64.getEncoder().encodeToString(EVENT)
                + "\"}");
    InputFrames frames = new InputFrames(true);
    frames.add(buffer(signed(inner("event", "chunk", payload), 32)));
    assertThat(frames.next()).isPresent();
  }

  @Test
  void refusesWrongChecksumsAndLengthsBeforeWaitingForThem() {
    byte[] wrong = bytes(signed(inner("event", "chunk", payload(EVENT)), 32));
    wrong[wrong.length - 1] ^= 1;
    refused(wrong, "not an event-stream message");
    refused(new byte[] {0, 0, 0, 4}, "a message of 4 bytes");
    refused(new byte[] {0x7f, 0, 0, 0}, "a message of 2130706432 bytes");
    refused(new byte[] {-1, -1, -1, -1}, "a message of 4294967295 bytes");
  }

  @Test
  void throwsNothingElseWhateverTheBytesAre() {
    Random random = new Random(20261121);
    byte[] good = bytes(signed(inner("event", "chunk", payload(EVENT)), 32));
    for (int round = 0; round < 5000; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
      }
      InputFrames frames = new InputFrames(round % 2 == 0);
      frames.add(Unpooled.wrappedBuffer(bytes));
      try {
        frames.next();
      } catch (FramingBroken expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  private static void refused(byte[] bytes, String why) {
    InputFrames frames = new InputFrames(true);
    frames.add(Unpooled.wrappedBuffer(bytes));
    assertThatThrownBy(frames::next).isInstanceOf(FramingBroken.class).hasMessageContaining(why);
  }

  private static byte[] inner(String messageType, String eventType, byte[] payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":event-type", HeaderValue.fromString(eventType));
    headers.put(":message-type", HeaderValue.fromString(messageType));
    return bytes(new Message(headers, payload));
  }

  private static Message signed(byte[] payload, int signatureBytes) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":date", HeaderValue.fromTimestamp(Instant.EPOCH));
    headers.put(":chunk-signature", HeaderValue.fromByteArray(new byte[signatureBytes]));
    return new Message(headers, payload);
  }

  private static byte[] payload(byte[] event) {
    return ascii("{\"bytes\":\"" + Base64.getEncoder().encodeToString(event) + "\"}");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(Message message) {
    ByteBuffer buffer = message.toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static ByteBuf buffer(Message message) {
    return Unpooled.wrappedBuffer(message.toByteBuffer());
  }
}
