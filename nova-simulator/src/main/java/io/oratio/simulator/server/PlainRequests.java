package io.oratio.simulator.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/// HTTP/1.1, for the admin's calls only: a client that asks for a stream this way is told what is
/// wrong, as the service does with status 464.
final class PlainRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final AdminCalls admin;

  PlainRequests(AdminCalls admin) {
    this.admin = admin;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    AdminCalls.Answer answer =
        request.uri().startsWith("/model/")
            ? new AdminCalls.Answer(
                464,
                "application/json",
                "{\"message\":\"This operation needs HTTP/2.\"}".getBytes(StandardCharsets.UTF_8))
            : admin.answer(
                request.method().name(), request.uri(), ByteBufUtil.getBytes(request.content()));
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
        .set(HttpHeaderNames.CONNECTION, "close");
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The root of a connection: a broken request costs this connection only.
    ctx.close();
  }
}
