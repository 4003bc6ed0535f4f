/// Who people are: accounts, signing in and out, the members of a tenant and their invitations.
/// [io.oratio.control.account.AuthEndpoints] is what the API offers of it; a person is known by a
/// bearer token (RFC 6750) or a cookie (RFC 6265). Passwords are kept as argon2id (RFC 9106). Only
/// the wiring imports it. Everything is safe from any thread; endpoints may block.
@NullMarked
package io.oratio.control.account;

import org.jspecify.annotations.NullMarked;
