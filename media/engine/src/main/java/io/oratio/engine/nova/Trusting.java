package io.oratio.engine.nova;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/// An HTTP client that trusts what the settings say: the JDK's authorities, a file of certificates,
/// or, for a simulator, anybody.
///
/// It stays a builder into which the service merges its defaults (HTTP/2, ALPN); a built client
/// would speak HTTP/1.1 and fail.
final class Trusting implements SdkAsyncHttpClient.Builder<Trusting> {
  private static final AttributeMap ANYBODY =
      AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build();

  private final NettyNioAsyncHttpClient.Builder builder;
  private final boolean everyone;

  private Trusting(NettyNioAsyncHttpClient.Builder builder, boolean everyone) {
    this.builder = builder;
    this.everyone = everyone;
  }

  static Trusting builder(NettyNioAsyncHttpClient.Builder http, NovaSettings.Trust trust) {
    trust
        .certificates()
        .ifPresent(
            file -> {
              TrustManager[] managers = managers(file);
              http.tlsTrustManagersProvider(() -> managers);
            });
    return new Trusting(http, trust.everyone());
  }

  @Override
  public SdkAsyncHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
    return builder.buildWithDefaults(everyone ? serviceDefaults.merge(ANYBODY) : serviceDefaults);
  }

  private static TrustManager[] managers(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("trusted-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(
          "oratio.engine.nova: trust.certificates cannot be read: " + file, unreadable);
    }
  }
}
