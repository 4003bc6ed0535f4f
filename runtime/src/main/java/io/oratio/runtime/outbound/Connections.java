package io.oratio.runtime.outbound;

import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Opens connections, each to one address that is given. It can resolve no name, follows no
/// redirect, repeats nothing, keeps no cookie, and knows no proxy. A connection is used again only
/// for the tenant, the name and the address it was opened for.
final class Connections implements AutoCloseable {
  private static final int MOST = 512;
  private static final int MOST_PER_ROUTE = 64;
  private static final TimeValue KEPT = TimeValue.ofSeconds(30);

  private final PoolingHttpClientConnectionManager pool;
  private final CloseableHttpClient client;

  Connections(OutboundSettings settings, SSLContext tls, Supplier<Socket> sockets) {
    this.pool = pool(settings, tls, sockets);
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(pool)
            .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
            .setRequestExecutor(new Marking())
            .setUserAgent(settings.userAgent())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /// Sockets of the machine, past whatever proxy its settings name.
  static Socket direct() {
    return new Socket(Proxy.NO_PROXY);
  }

  private static PoolingHttpClientConnectionManager pool(
      OutboundSettings settings, SSLContext tls, Supplier<Socket> sockets) {
    var connect = Timeout.of(settings.connectTime());
    var operator =
        new DefaultHttpClientConnectionOperator(
            _ -> sockets.get(),
            DefaultSchemePortResolver.INSTANCE,
            new NoNames(),
            RegistryBuilder.<TlsSocketStrategy>create()
                .register(URIScheme.HTTPS.id, new DefaultClientTlsStrategy(tls))
                .build());
    var http1 =
        Http1Config.custom()
            .setMaxHeaderCount(settings.headersAtMost())
            .setMaxLineLength(settings.headerLineBytes())
            .setMaxEmptyLineCount(8)
            .build();
    var pool =
        new PoolingHttpClientConnectionManager(
            operator,
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.ofMinutes(5),
            ManagedHttpClientConnectionFactory.builder().http1Config(http1).build());
    pool.setMaxTotal(MOST);
    pool.setDefaultMaxPerRoute(MOST_PER_ROUTE);
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(connect)
            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
            .setTimeToLive(TimeValue.ofMinutes(5))
            .build());
    pool.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build());
    return pool;
  }

  /// One request to be sent to a target.
  HttpUriRequestBase request(
      Target target,
      String method,
      Map<String, String> headers,
      Optional<byte[]> body,
      Duration within) {
    var request = new HttpUriRequestBase(method, target.uri());
    request.setScheme(target.scheme());
    request.setAuthority(new URIAuthority(target.host(), target.uri().getPort()));
    headers.forEach(request::setHeader);
    // The type stands in the headers already.
    body.ifPresent(it -> request.setEntity(new ByteArrayEntity(it, null)));
    request.setConfig(
        RequestConfig.custom()
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setConnectionRequestTimeout(Timeout.of(within))
            .setResponseTimeout(Timeout.of(within))
            .setDefaultKeepAlive(KEPT.getDuration(), KEPT.getTimeUnit())
            .build());
    return request;
  }

  /// Sends it and waits for the answer's header.
  ClassicHttpResponse send(
      HttpUriRequestBase request,
      Target target,
      InetAddress address,
      TenantId tenantId,
      Runnable sent)
      throws IOException {
    var context = HttpClientContext.create();
    context.setUserToken(tenantId);
    context.setAttribute(Marking.ATTRIBUTE, sent);
    var host = new HttpHost(target.scheme(), address, target.host(), target.port());
    return client.executeOpen(host, request, context);
  }

  /// Ends connections that nobody has used for a while.
  void closeIdle() {
    pool.closeExpired();
    pool.closeIdle(KEPT);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    pool.close(CloseMode.IMMEDIATE);
  }

  // Every connection has its address already; whoever asks for a name has gone wrong.
  private static final class NoNames implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("no name is resolved here");
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException("no name is resolved here");
    }
  }

  // Tells when the first byte is about to be written.
  private static final class Marking extends HttpRequestExecutor {
    static final String ATTRIBUTE = "oratio.sent";

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informed,
        HttpContext context)
        throws IOException, HttpException {
      if (context.getAttribute(ATTRIBUTE) instanceof Runnable sent) {
        sent.run();
      }
      return super.execute(request, connection, informed, context);
    }
  }
}
