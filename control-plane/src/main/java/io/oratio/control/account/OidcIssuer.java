package io.oratio.control.account;

import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.ExternalIdentity;
import java.net.URI;
import java.util.Optional;

/// An OpenID provider that the operator trusts to say who people are (OpenID Connect Core 1.0). May
/// block for some seconds; safe from any thread. Where there is a bean of it, people may sign in
/// there.
public interface OidcIssuer {
  /// Where to send the browser (§3.1.2.1, with PKCE, RFC 7636).
  URI authorize(Attempt attempt) throws OidcFailure;

  /// Who has come back with this code (§3.1.3). A code is good once.
  Identity redeem(String code, Attempt attempt) throws OidcFailure;

  /// What binds the way there to the way back.
  ///
  /// @param state comes back with the browser
  /// @param nonce comes back within the ID token
  /// @param verifier proves that who redeems the code is who asked for it; not printed
  /// @param redirect where the browser comes back to
  record Attempt(String state, String nonce, String verifier, URI redirect) {
    @Override
    public String toString() {
      return "Attempt[" + redirect + "]";
    }
  }

  /// Whom the provider has proven.
  ///
  /// @param isEmailVerified whether the provider vouches for the address
  /// @param name empty where it tells none
  record Identity(
      ExternalIdentity external,
      Optional<EmailAddress> email,
      boolean isEmailVerified,
      String name) {}
}
