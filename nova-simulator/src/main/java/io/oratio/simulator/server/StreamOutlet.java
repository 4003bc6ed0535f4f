package io.oratio.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.oratio.simulator.session.Outlet;
import io.oratio.simulator.wire.OutputFrames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Writes a session's answers into its HTTP/2 stream.
final class StreamOutlet implements Outlet {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// How long a client may go on sending into a stream that has been answered.
  static final long HALF_OPEN_SECONDS = 5;

  private final Channel stream;
  private final String requestId;
  private boolean isOpen;
  private boolean isEnded;

  StreamOutlet(Channel stream, String requestId) {
    this.stream = stream;
    this.requestId = requestId;
  }

  @Override
  public void open() {
    if (!isOpen && !isEnded) {
      isOpen = true;
      Http2Headers headers =
          new DefaultHttp2Headers()
              .status("200")
              .add("content-type", "application/vnd.amazon.eventstream")
              .add("x-amzn-requestid", requestId);
      stream.write(new DefaultHttp2HeadersFrame(headers));
    }
  }

  @Override
  public void event(byte[] json) {
    write(OutputFrames.event(json), false);
  }

  @Override
  public void brokenEvent(byte[] json) {
    write(OutputFrames.broken(OutputFrames.event(json)), false);
  }

  @Override
  public void exception(String type, String message, String detail) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("message", message);
    if (!detail.isEmpty()) {
      body.put("detail", detail);
    }
    write(OutputFrames.exception(type, JSON.writeValueAsBytes(body)), true);
  }

  @Override
  public void end() {
    write(Unpooled.EMPTY_BUFFER, true);
  }

  @Override
  public void reset() {
    if (!isEnded) {
      isEnded = true;
      stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
    }
  }

  @Override
  public void disconnect() {
    isEnded = true;
    stream.parent().close();
  }

  @Override
  public boolean isWritable() {
    return stream.isWritable();
  }

  @Override
  public void flush() {
    stream.flush();
  }

  private void write(ByteBuf message, boolean last) {
    if (isEnded) {
      message.release();
      return;
    }
    open();
    isEnded = last;
    stream.write(new DefaultHttp2DataFrame(message, last));
    if (last) {
      // A client that goes on sending into a stream that has ended is cut off after a while.
      stream.eventLoop().schedule(() -> stream.close(), HALF_OPEN_SECONDS, TimeUnit.SECONDS);
    }
  }
}
