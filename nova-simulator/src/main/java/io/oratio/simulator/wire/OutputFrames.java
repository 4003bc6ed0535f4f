package io.oratio.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Makes the messages of the server: unsigned, one event or one exception each.
public final class OutputFrames {
  private static final byte[] OPENING = "{\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSING = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final Map<String, HeaderValue> EVENT_HEADERS =
      headers("event", ":event-type", "chunk");

  private OutputFrames() {}

  /// A chunk around the JSON of one event.
  public static ByteBuf event(byte[] json) {
    byte[] base64 = Base64.getEncoder().encode(json);
    byte[] payload = new byte[OPENING.length + base64.length + CLOSING.length];
    System.arraycopy(OPENING, 0, payload, 0, OPENING.length);
    System.arraycopy(base64, 0, payload, OPENING.length, base64.length);
    System.arraycopy(CLOSING, 0, payload, OPENING.length + base64.length, CLOSING.length);
    return Unpooled.wrappedBuffer(new Message(EVENT_HEADERS, payload).toByteBuffer());
  }

  /// An exception within the stream. The type begins with a small letter, as in
  /// `validationException`; the payload is a JSON object with a message.
  public static ByteBuf exception(String type, byte[] json) {
    return Unpooled.wrappedBuffer(
        new Message(headers("exception", ":exception-type", type), json).toByteBuffer());
  }

  /// The same message with its last byte changed, so that its checksum is wrong.
  public static ByteBuf broken(ByteBuf message) {
    int last = message.writerIndex() - 1;
    return message.setByte(last, message.getByte(last) ^ 0x5a);
  }

  private static Map<String, HeaderValue> headers(String kind, String typeHeader, String type) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(typeHeader, HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString(kind));
    return headers;
  }
}
