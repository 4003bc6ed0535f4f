/// Speaks with an OpenID provider (OpenID Connect Core 1.0, Discovery 1.0). Its addresses are
/// fetched with the client that checks where it connects to; the issuer's own host is the
/// operator's to name. Only the wiring imports it; it knows of accounts only the port
/// [io.oratio.control.account.OidcIssuer]. Calls block.
@NullMarked
package io.oratio.control.account.oidc;

import org.jspecify.annotations.NullMarked;
