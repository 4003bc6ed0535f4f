package io.oratio.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.script.Fault;
import io.oratio.simulator.session.LiveSession;
import io.oratio.simulator.wire.FramingBroken;
import io.oratio.simulator.wire.InputFrame;
import io.oratio.simulator.wire.InputFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// One HTTP/2 stream: either a session, or a call to the admin, or something to turn away.
final class StreamRequests extends ChannelInboundHandlerAdapter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Sessions sessions;
  private final Gate gate;
  private final FaultDesk desk;
  private final AdminCalls admin;
  private final InputFrames frames;
  private Optional<LiveSession> session = Optional.empty();
  private Optional<ByteBuf> adminBody = Optional.empty();
  private String adminMethod = "";
  private String adminPath = "";

  StreamRequests(
      Sessions sessions, Gate gate, FaultDesk desk, AdminCalls admin, boolean signaturesNeeded) {
    this.sessions = sessions;
    this.gate = gate;
    this.desk = desk;
    this.admin = admin;
    this.frames = new InputFrames(signaturesNeeded);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame headers -> begin(ctx, headers);
        case Http2DataFrame data -> data(ctx, data);
        default -> {
          // Priorities, pushes and what else HTTP/2 knows do not concern us.
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Http2ResetFrame) {
      session.ifPresent(live -> live.broken(EndedBy.CLIENT_RESET, sessions.nanoTime()));
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.ifPresent(live -> live.broken(EndedBy.CONNECTION_LOST, sessions.nanoTime()));
    adminBody.ifPresent(ByteBuf::release);
    adminBody = Optional.empty();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The root of a stream: whatever went wrong here ends this stream and no other.
    session.ifPresent(live -> live.broken(EndedBy.CONNECTION_LOST, sessions.nanoTime()));
    ctx.close();
  }

  private void begin(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
    Http2Headers headers = frame.headers();
    if (session.isPresent() || adminBody.isPresent()) {
      inputEnded(ctx);
      return;
    }
    String path = String.valueOf(headers.path());
    if (path.startsWith("/simulator/")) {
      adminMethod = String.valueOf(headers.method());
      adminPath = path;
      adminBody = Optional.of(Unpooled.buffer());
    } else if (Gate.isStream(headers)) {
      beginStream(ctx, headers);
    } else {
      reject(ctx, new Rejection(404, "UnknownOperationException", "There is nothing here."));
    }
    if (frame.isEndStream()) {
      inputEnded(ctx);
    }
  }

  private void beginStream(ChannelHandlerContext ctx, Http2Headers headers) {
    Gate.Wish wish;
    try {
      wish = Gate.wish(headers);
    } catch (IllegalArgumentException e) {
      reject(ctx, Rejection.invalid(String.valueOf(e.getMessage())));
      return;
    }
    List<Fault> faults = new ArrayList<>(wish.faults());
    faults.addAll(desk.dealFor(wish.modelId()));
    Optional<Rejection> rejection = gate.enter(headers, wish.modelId(), faults);
    if (rejection.isPresent()) {
      sessions.rejected(wish.modelId(), faults, rejection.get());
      reject(ctx, rejection.get());
    } else {
      session =
          Optional.of(
              sessions.open(ctx.channel(), wish.modelId(), desk.script(), faults, gate::leave));
    }
  }

  private void data(ChannelHandlerContext ctx, Http2DataFrame data) {
    if (session.isPresent() && !session.get().isOver()) {
      frames.add(data.content());
      feed(session.get());
    } else if (adminBody.isPresent()) {
      ByteBuf body = adminBody.get();
      if (body.readableBytes() + data.content().readableBytes() <= AdminCalls.LONGEST_BODY_BYTES) {
        body.writeBytes(data.content());
      }
    }
    if (data.isEndStream()) {
      inputEnded(ctx);
    }
  }

  private void feed(LiveSession live) {
    long now = sessions.nanoTime();
    try {
      for (Optional<InputFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
        switch (frame.get()) {
          case InputFrame.Event event -> live.event(event.json(), now);
          case InputFrame.End _ -> live.inputEnded(now);
        }
      }
    } catch (FramingBroken e) {
      live.framingBroken(String.valueOf(e.getMessage()), now);
    }
  }

  private void inputEnded(ChannelHandlerContext ctx) {
    session.ifPresent(live -> live.inputEnded(sessions.nanoTime()));
    if (adminBody.isPresent()) {
      AdminCalls.Answer answer =
          admin.answer(adminMethod, adminPath, ByteBufUtil.getBytes(adminBody.get()));
      adminBody.get().release();
      adminBody = Optional.empty();
      Http2Headers headers =
          new DefaultHttp2Headers()
              .status(Integer.toString(answer.status()))
              .add("content-type", answer.contentType());
      answer(ctx, headers, answer.body());
    }
  }

  private static void reject(ChannelHandlerContext ctx, Rejection why) {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .status(Integer.toString(why.status()))
            .add("content-type", "application/json")
            .add("x-amzn-errortype", why.type());
    byte[] body =
        ("{\"message\":" + JSON.writeValueAsString(why.message()) + "}")
            .getBytes(StandardCharsets.UTF_8);
    answer(ctx, headers, body);
  }

  private static void answer(ChannelHandlerContext ctx, Http2Headers headers, byte[] body) {
    ctx.write(new DefaultHttp2HeadersFrame(headers));
    ctx.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
    // A client that goes on sending after its answer is cut off after a while.
    ctx.executor().schedule(() -> ctx.close(), StreamOutlet.HALF_OPEN_SECONDS, TimeUnit.SECONDS);
  }
}
