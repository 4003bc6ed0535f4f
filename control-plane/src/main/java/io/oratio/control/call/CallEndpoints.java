package io.oratio.control.call;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Times;
import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls over HTTP. A key that is limited to some agents makes and sees only their calls.
final class CallEndpoints implements Endpoints {
  private static final int USUAL_RING_SECONDS = 45;

  private final Reserving reserving;
  private final Telephone telephone;
  private final CallList list;
  private final CallControl control;

  CallEndpoints(Reserving reserving, Telephone telephone, CallList list, CallControl control) {
    this.reserving = reserving;
    this.telephone = telephone;
    this.list = list;
    this.control = control;
  }

  @Override
  public void register(Register on) {
    on.answer("listCalls", this::list);
    on.answer("addCall", this::add);
    on.answer("getCall", it -> Answer.ok(telephone.find(asker(it), callId(it)).view()));
    on.answer("hangUpCall", it -> accepted(control.hangUp(asker(it), callId(it))));
    on.answer(
        "transferCall",
        it -> accepted(control.transfer(asker(it), callId(it), said(it, "target"))));
    on.answer(
        "sendDigits",
        it ->
            accepted(
                control.press(asker(it), callId(it), said(it, "digits").toUpperCase(Locale.ROOT))));
    on.answer("sayOnCall", it -> accepted(control.say(asker(it), callId(it), said(it, "text"))));
  }

  private Answer add(Request request) {
    CallWish wish = wish(request.body());
    if (!asker(request).mayUse().test(wish.agentId())) {
      throw Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no agent with this id.")
          .at("/agentId", "is no agent of yours");
    }
    Reserving.Reserved reserved =
        reserving.reserve(
            new Reserving.Asker(
                request.tenantId(), request.actor(), request.text("idempotency-key").orElseThrow()),
            wish);
    Answer answer =
        Answer.accepted(
                Json.object()
                    .with("callId", reserved.callId())
                    .with("status", CallStatus.RESERVED.wireName())
                    .node())
            .with("Location", "/api/calls/" + reserved.callId());
    return reserved.isReplay() ? answer.with("Idempotent-Replayed", "true") : answer;
  }

  private Answer list(Request request) {
    CallFilter filter =
        new CallFilter(
            request.text("agentId"),
            request.text("status").map(CallStatus::fromWire),
            time(request, "from"),
            time(request, "to"));
    Page<ObjectNode> page =
        list.page(
            asker(request),
            filter,
            request.text("cursor").map(CallEndpoints::cursor),
            io.oratio.control.web.Page.limit(request));
    Json answer = Json.object().with("data", Json.list(page.items(), it -> it));
    page.next().ifPresent(it -> answer.with("nextCursor", it.text()));
    return Answer.ok(answer.node());
  }

  private static CallWish wish(JsonNode body) {
    Map<String, String> metadata = new HashMap<>();
    body.path("metadata")
        .properties()
        .forEach(it -> metadata.put(it.getKey(), it.getValue().stringValue("")));
    return new CallWish(
        body.path("agentId").stringValue(""),
        body.path("to").stringValue(""),
        body.path("from").stringValueOpt(),
        body.path("trunkId").stringValueOpt(),
        body.path("ringSeconds").intValue(USUAL_RING_SECONDS),
        metadata);
  }

  private static Telephone.Asker asker(Request request) {
    return new Telephone.Asker(
        request.tenantId(),
        request.actor(),
        agentId -> !(request.caller() instanceof Caller.Key key) || key.mayUse(agentId));
  }

  private static Answer accepted(Telephone.Found call) {
    return Answer.accepted(call.view());
  }

  private static String callId(Request request) {
    return request.path("callId");
  }

  private static String said(Request request, String member) {
    return request.body().path(member).stringValue("");
  }

  private static Cursor cursor(String text) {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", e.getMessage());
    }
  }

  private static Optional<Instant> time(Request request, String name) {
    try {
      return request.text(name).map(Times::parse);
    } catch (DateTimeException _) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "A time of the query is none.")
          .at("#/query/" + name, "is no time of RFC 3339");
    }
  }
}
