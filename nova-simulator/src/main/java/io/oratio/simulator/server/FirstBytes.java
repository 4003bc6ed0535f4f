package io.oratio.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Tells HTTP/2 from HTTP/1.1 by the connection preface `PRI * HTTP/2.0` (RFC 9113 §3.4) and makes
/// the fitting pipeline.
final class FirstBytes extends ByteToMessageDecoder {
  private static final byte[] PREFACE = "PRI".getBytes(StandardCharsets.US_ASCII);

  private final Consumer<ChannelPipeline> http2;
  private final Consumer<ChannelPipeline> http1;

  FirstBytes(Consumer<ChannelPipeline> http2, Consumer<ChannelPipeline> http1) {
    this.http2 = http2;
    this.http1 = http1;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < PREFACE.length) {
      return;
    }
    boolean isHttp2 = true;
    for (int i = 0; i < PREFACE.length; i++) {
      isHttp2 &= in.getByte(in.readerIndex() + i) == PREFACE[i];
    }
    (isHttp2 ? http2 : http1).accept(ctx.pipeline());
    ctx.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A failed TLS handshake, or a connection that breaks before it has said anything.
    ctx.close();
  }
}
