/// What proofs are made of: the keys that sign tokens, the tokens (RFC 7519, RFC 9068), files of
/// secrets, ids, and the trace that a change leaves. Accounts, tenants and keys share it; it
/// imports no feature. Only here is JOSE spoken, save where an OpenID provider's tokens are read.
/// Everything here is safe from any thread.
@NullMarked
package io.oratio.control.trust;

import org.jspecify.annotations.NullMarked;
