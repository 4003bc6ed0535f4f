package io.oratio.control.trust;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// Where secrets lie and who we are.
///
/// @param folder of the machine's own data, for files that only their owner reads
/// @param baseAddress where people and programs reach us, for links in letters and as the `iss` of
///   our tokens, for example `https://voice.example.com`; without a slash at its end
/// @param signingKeyLife how long one key signs before the next takes its place
public record TrustSettings(Path folder, URI baseAddress, Duration signingKeyLife) {
  public TrustSettings {
    String scheme = String.valueOf(baseAddress.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http") || baseAddress.getHost() == null) {
      throw new IllegalArgumentException("the base address begins with https:// and has a host");
    }
    if (baseAddress.getQuery() != null
        || baseAddress.getFragment() != null
        || baseAddress.toString().endsWith("/")) {
      throw new IllegalArgumentException(
          "the base address has no query and no fragment, and does not end in a slash");
    }
  }

  /// Keys that sign for a month.
  public static TrustSettings of(Path folder, URI baseAddress) {
    return new TrustSettings(folder, baseAddress, Duration.ofDays(30));
  }
}
