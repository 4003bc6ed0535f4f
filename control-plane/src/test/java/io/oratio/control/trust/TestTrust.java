package io.oratio.control.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Keys and tokens for tests, in a folder of their own.
@Configuration(proxyBeanMethods = false)
@Import(TrustParts.class)
public class TestTrust {
  @Bean
  TrustSettings trustSettings() {
    try {
      return TrustSettings.of(
          Files.createTempDirectory("oratio-trust"), URI.create("https://voice.example.com"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
