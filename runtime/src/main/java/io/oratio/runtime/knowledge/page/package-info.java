/// Fetches single web pages for an agent's knowledge, as their owners allow: robots.txt is asked
/// first (RFC 9309) and a page that has not changed is not sent again (RFC 9110 §13). Bytes only,
/// parsed elsewhere. Ingestion and the wiring import it; it asks through `runtime.outbound` alone.
/// Thread-safe; blocks the thread that asks.
@NullMarked
package io.oratio.runtime.knowledge.page;

import org.jspecify.annotations.NullMarked;
