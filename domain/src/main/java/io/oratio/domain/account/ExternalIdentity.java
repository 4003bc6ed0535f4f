package io.oratio.domain.account;

import io.oratio.domain.text.Shape;
import java.util.regex.Pattern;

/// A person as an OpenID provider knows them (OpenID Connect Core 1.0 §2, §5.7). The subject may be
/// an e-mail address, so it is not printed.
///
/// @param issuer a URL without query and fragment, at most 512 bytes
/// @param subject at most 255 bytes
public record ExternalIdentity(String issuer, String subject) {
  private static final Pattern ISSUER = Pattern.compile("https?://[^\\s#?]+");

  public ExternalIdentity {
    Shape.text("issuer", issuer, 512);
    if (!ISSUER.matcher(issuer).matches()) {
      throw new IllegalArgumentException("issuer is a URL without query and fragment");
    }
    if (Shape.text("subject", subject, 255).isEmpty()) {
      throw new IllegalArgumentException("subject is not empty");
    }
  }

  @Override
  public String toString() {
    return "ExternalIdentity[" + issuer + "]";
  }
}
