package io.oratio.simulator.server;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// The server's side of TLS: a certificate, and HTTP/2 by ALPN (RFC 7301).
///
/// @param context what Netty makes connections with
/// @param certificatePem the certificate, for clients that want to trust it
public record ServerCertificate(SslContext context, String certificatePem) {
  private static final Duration VALIDITY = Duration.ofDays(30);

  /// A certificate made now, for localhost, that nobody vouches for.
  ///
  /// @throws IllegalStateException when this Java cannot make one
  public static ServerCertificate selfSigned(Instant now) {
    try {
      X509Bundle bundle =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=Nova Sonic simulator")
              .notBefore(now.minus(Duration.ofDays(1)))
              .notAfter(now.plus(VALIDITY))
              .setIsCertificateAuthority(true)
              .addSanDnsName("localhost")
              .addSanIpAddress("127.0.0.1")
              .addSanIpAddress("::1")
              .buildSelfSigned();
      return of(bundle.getCertificatePathPEM(), bundle.getPrivateKeyPEM());
    } catch (Exception e) {
      // The builder declares Exception; there is no way on without a certificate.
      throw new IllegalStateException("A self-signed certificate could not be made", e);
    }
  }

  /// The given certificate chain and its key, both PEM files.
  ///
  /// @throws IllegalArgumentException when they cannot be read
  public static ServerCertificate of(Path chain, Path key) {
    try {
      return of(Files.readString(chain), Files.readString(key));
    } catch (Exception e) {
      // Unreadable files, foreign bytes, unknown algorithms: all the same to whoever gave the
      // files.
      throw new IllegalArgumentException(
          "No certificate and key in " + chain + " and " + key + ": " + e.getMessage(), e);
    }
  }

  private static ServerCertificate of(String chainPem, String keyPem) throws Exception {
    SslContext context =
        SslContextBuilder.forServer(stream(chainPem), stream(keyPem))
            .sslProvider(SslProvider.JDK)
            .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1))
            .build();
    return new ServerCertificate(context, chainPem);
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
