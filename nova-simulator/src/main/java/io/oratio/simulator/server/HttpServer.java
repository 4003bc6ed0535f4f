package io.oratio.simulator.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.oratio.simulator.report.Reports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The port: HTTP/2 with prior knowledge or over TLS, and HTTP/1.1 for the admin's calls.
public final class HttpServer implements AutoCloseable {
  private static final int MOST_STREAMS_PER_CONNECTION = 1000;
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int LONGEST_HEADERS_BYTES = 32 * 1024;

  private final Sessions sessions;
  private final Gate gate;
  private final FaultDesk desk;
  private final AdminCalls admin;
  private final boolean signaturesNeeded;
  private final Optional<ServerCertificate> certificate;
  private final EventLoopGroup loops;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;

  /// Binds and begins to answer.
  ///
  /// @param quota the most streams at once
  /// @param signaturesNeeded whether requests and messages must carry signatures
  /// @param eventLoops how many threads do the work
  /// @throws IOException when the address cannot be bound
  public HttpServer(
      InetSocketAddress address,
      Optional<ServerCertificate> certificate,
      int quota,
      boolean signaturesNeeded,
      int eventLoops,
      Sessions sessions,
      FaultDesk desk,
      Reports reports)
      throws IOException {
    this.sessions = sessions;
    this.gate = new Gate(quota, signaturesNeeded);
    this.desk = desk;
    this.admin = new AdminCalls(desk, reports, gate);
    this.signaturesNeeded = signaturesNeeded;
    this.certificate = certificate;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            eventLoops,
            new DefaultThreadFactory("nova-simulator", true),
            NioIoHandler.newFactory());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 512)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connection(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("Port " + address.getPort() + " cannot be bound", bound.cause());
    }
    this.listening = bound.channel();
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// Ends all sessions, closes all connections and waits for the threads, a few seconds at most.
  @Override
  public void close() {
    listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    sessions.close();
    connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  private void connection(Channel channel) {
    connections.add(channel);
    certificate.ifPresent(
        tls -> channel.pipeline().addLast(tls.context().newHandler(channel.alloc())));
    channel.pipeline().addLast(new FirstBytes(this::http2, this::http1));
  }

  private void http2(ChannelPipeline pipeline) {
    pipeline.addLast(
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(MOST_STREAMS_PER_CONNECTION)
                    .initialWindowSize(WINDOW_BYTES)
                    .maxHeaderListSize(LONGEST_HEADERS_BYTES))
            .build(),
        new Http2MultiplexHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel stream) {
                stream
                    .pipeline()
                    .addLast(new StreamRequests(sessions, gate, desk, admin, signaturesNeeded));
              }
            }));
  }

  private void http1(ChannelPipeline pipeline) {
    pipeline.addLast(
        new HttpServerCodec(),
        new HttpObjectAggregator(AdminCalls.LONGEST_BODY_BYTES),
        new PlainRequests(admin));
  }
}
