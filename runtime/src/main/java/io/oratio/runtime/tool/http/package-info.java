/// Tools that are one HTTP endpoint each, declared without code; and what tools of an OpenAPI
/// document share with them. Only the tool kinds and the wiring import it; it asks through
/// `runtime.outbound` alone. A tool runs on the virtual thread that calls it and blocks it. HTTP is
/// RFC 9110, addresses RFC 3986, pointers RFC 6901, the idempotency key's header
/// draft-ietf-httpapi-idempotency-key-header.
@NullMarked
package io.oratio.runtime.tool.http;

import org.jspecify.annotations.NullMarked;
