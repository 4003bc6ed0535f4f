/// How a feature is asked and answers. The contract decides what may be asked, the door
/// ([io.oratio.control.web.door]) refuses everything else, and an [io.oratio.control.web.Endpoint]
/// sees only requests that fit: its caller may do this, parameters and body are what the schema
/// says, no text holds U+0000. Every package of the control plane may import it; it imports no
/// feature. Endpoints run on the request's own virtual thread and may block.
///
/// A feature is a package with one or more beans of [io.oratio.control.web.Endpoints]:
///
/// ```java
/// final class NumberEndpoints implements Endpoints {
///   private final Numbers numbers;
///
///   NumberEndpoints(Numbers numbers) { this.numbers = numbers; }
///
///   @Override
///   public void register(Register on) {
///     on.answer("getNumber", this::find);        // operationIds of the contract
///     on.answer("addNumber", this::add);
///   }
///
///   private Answer find(Request request) {
///     return numbers.find(request.tenantId(), request.path("numberId"))
///         .map(it -> Answer.ok(json(it)))
///         .orElseThrow(() -> Refusal.of(ErrorCode.NUMBER_NOT_FOUND, "There is no such number."));
///   }
///
///   private Answer add(Request request) {
///     JsonNode body = request.body();            // fits its schema already
///     NumberRule rule = new NumberRule(request.tenantId(), ids.get(), body.path("pattern").stringValue(), …);
///     numbers.save(rule);
///     return Answer.created("/api/numbers/" + rule.numberId(), json(rule));
///   }
///
///   private static JsonNode json(NumberRule it) {
///     return Json.object().with("numberId", it.numberId()).with("agentId", it.agentId()).node();
///   }
/// }
/// ```
///
/// - The tenant is `request.tenantId()`, never a word of the request. Who did it, for the audit:
///   `request.actor()`.
/// - What the schema cannot say is refused with a [io.oratio.control.web.Refusal]:
///   `Refusal.of(ErrorCode.VALIDATION_FAILED, "…").at("/pattern", "is taken")`. Anything else that
///   is thrown becomes a 500 and a line in the log: an `IllegalArgumentException` of a domain
///   record too, so check first what a record would refuse.
/// - Lists: [io.oratio.control.web.Page] and [io.oratio.control.web.Cursor]. Versions:
///   [io.oratio.control.web.Etag]. `PATCH`: [io.oratio.control.web.MergePatch]. Files of a form:
///   `request.uploads()`. Server-sent events: `Answer.events(stream)`, with an
///   [io.oratio.control.web.EventStream] that ends when its reader is gone. A recording:
///   `Answer.bytes(mediaType, length, source)` does ranges.
/// - A WebSocket: `on.passOn("openDashboard")`, and its handler registered with Spring as usual,
///   with `addInterceptors(Admitted.handshake())` and `setAllowedOriginPatterns("*")` (the door has
///   judged caller and origin); then `Admitted.of(session)` is the request. A browser that sent
///   `Sec-WebSocket-Protocol` wants one back: the handler is `SubProtocolCapable` with `oratio.v1`.
/// - `Idempotency-Key`: `request.text("idempotency-key")` names the wish (the contract demands it),
///   `request.digest()` tells whether the body is the same.
/// - Who proves who asks is a bean of [io.oratio.control.web.Authentication]; what the process
///   needs to be well is a bean of [io.oratio.control.web.Dependency].
/// - A test starts `ApiRig.start(NumberEndpoints.class)` (test sources, `control.rig`) and asks
///   with `rig.as(tenantId, Role.ADMIN).post("/api/numbers", "{…}").expect(201)`: every exchange is
///   held against the contract.
@NullMarked
package io.oratio.control.web;

import org.jspecify.annotations.NullMarked;
