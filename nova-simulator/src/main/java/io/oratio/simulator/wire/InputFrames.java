package io.oratio.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Cuts the bytes of one request into messages. The client's message is an envelope signed for the
/// chunk (`:date`, `:chunk-signature` of 32 bytes) around the message proper (`:event-type` chunk,
/// payload `{"bytes":"<base64>"}`):
///
/// ```
///   0               4               8              12
///   +---------------+---------------+---------------+---------+---------+---------------+
///   | total length  | header length | prelude CRC32 | headers | payload | message CRC32 |
///   +---------------+---------------+---------------+---------+---------+---------------+
/// ```
///
/// Belongs to the stream's event loop.
public final class InputFrames {
  /// The service takes 16 MB; nothing a voice client has to say comes near one.
  private static final int LONGEST_MESSAGE_BYTES = 1 << 20;

  private static final int SHORTEST_MESSAGE_BYTES = 16;
  private static final int SIGNATURE_BYTES = 32;
  private static final JsonFactory JSON = new JsonFactory();

  private final boolean signaturesNeeded;
  private final ByteBuf pending = Unpooled.buffer(4096);

  /// With `signaturesNeeded` a message outside a signed envelope is refused; without it both are
  /// taken.
  public InputFrames(boolean signaturesNeeded) {
    this.signaturesNeeded = signaturesNeeded;
  }

  /// Adds what has arrived; the bytes are copied.
  public void add(ByteBuf arrived) {
    pending.discardSomeReadBytes();
    pending.writeBytes(arrived);
  }

  /// The next whole message, or nothing when more bytes are needed.
  public Optional<InputFrame> next() throws FramingBroken {
    Optional<Message> outer = nextMessage();
    return outer.isEmpty() ? Optional.empty() : Optional.of(open(outer.get()));
  }

  /// Whether bytes of an unfinished message are left.
  public boolean hasRest() {
    return pending.isReadable();
  }

  private Optional<Message> nextMessage() throws FramingBroken {
    if (pending.readableBytes() < 4) {
      return Optional.empty();
    }
    int length = pending.getInt(pending.readerIndex());
    if (length < SHORTEST_MESSAGE_BYTES || length > LONGEST_MESSAGE_BYTES) {
      throw new FramingBroken("a message of " + Integer.toUnsignedLong(length) + " bytes");
    }
    if (pending.readableBytes() < length) {
      return Optional.empty();
    }
    Message message = decode(pending.nioBuffer(pending.readerIndex(), length));
    pending.skipBytes(length);
    return Optional.of(message);
  }

  private InputFrame open(Message outer) throws FramingBroken {
    HeaderValue signature = outer.getHeaders().get(":chunk-signature");
    if (signature == null) {
      if (signaturesNeeded) {
        throw new FramingBroken("a message without :chunk-signature");
      }
      return new InputFrame.Event(bytesOf(outer));
    }
    if (!isSignature(signature)) {
      throw new FramingBroken("a :chunk-signature that is not 32 bytes");
    }
    if (signaturesNeeded && !isDate(outer.getHeaders().get(":date"))) {
      throw new FramingBroken("a signed message without a :date");
    }
    byte[] inner = outer.getPayload();
    if (inner.length == 0) {
      return new InputFrame.End();
    }
    return new InputFrame.Event(bytesOf(decode(ByteBuffer.wrap(inner))));
  }

  private static boolean isSignature(HeaderValue value) {
    try {
      return value.getByteArray().length == SIGNATURE_BYTES;
    } catch (IllegalStateException e) {
      // The library's answer for a header of another type.
      return false;
    }
  }

  private static boolean isDate(@Nullable HeaderValue value) {
    try {
      return value != null && value.getTimestamp() != null;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static Message decode(ByteBuffer bytes) throws FramingBroken {
    try {
      return Message.decode(bytes);
    } catch (RuntimeException e) {
      // The library reports wrong checksums, lengths and header types by several unchecked
      // exceptions,
      // those of its buffers among them.
      throw new FramingBroken("not an event-stream message: " + e.getMessage());
    }
  }

  private static byte[] bytesOf(Message inner) throws FramingBroken {
    Map<String, HeaderValue> headers = inner.getHeaders();
    expect(headers, ":message-type", "event");
    expect(headers, ":event-type", "chunk");
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), inner.getPayload())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isBytes = json.currentName().equals("bytes");
        JsonToken value = json.nextToken();
        if (isBytes && value == JsonToken.VALUE_STRING) {
          return json.getBinaryValue();
        }
        json.skipChildren();
      }
    } catch (JacksonException e) {
      throw new FramingBroken("a payload that is not {\"bytes\":\"<base64>\"}");
    }
    throw new FramingBroken("a payload without bytes");
  }

  private static void expect(Map<String, HeaderValue> headers, String name, String value)
      throws FramingBroken {
    if (!HeaderValue.fromString(value).equals(headers.get(name))) {
      throw new FramingBroken("a message whose " + name + " is not " + value);
    }
  }
}
