/// The one client that opens connections to addresses a tenant can choose: tools, web pages of the
/// knowledge, MCP servers, webhooks. It resolves a name once, checks every address it has got, and
/// connects to a checked one; it follows no redirect without checking it again. Anybody in the
/// runtime may import it; it imports only the domain. Thread-safe; its calls block the thread that
/// asks (meant to be a virtual one) until the deadline at the latest, and end when interrupted.
/// HTTP is RFC 9110 and 9112, the ranges of addresses are those of RFC 6890 and its successors.
@NullMarked
package io.oratio.runtime.outbound;

import org.jspecify.annotations.NullMarked;
