package io.oratio.control.session;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All sessions that fit, a line each (newline-delimited JSON), as long as its reader reads: few of
/// them are in memory at a time.
final class ExportEndpoints implements Endpoints {
  private static final int PAGE = 100;

  private final Sessions sessions;
  private final SessionSearch search;
  private final AuditLog audit;
  private final InstantSource clock;

  ExportEndpoints(Sessions sessions, AuditLog audit, InstantSource clock) {
    this.sessions = sessions;
    this.search = new SessionSearch(sessions);
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("exportSessions", this::export);
  }

  private Answer export(Request request) {
    SessionFilter filter = SessionSearch.filter(request);
    // Read before the answer begins: what the store refuses can still be told.
    Page<Session> first = search.page(request, filter, Optional.empty(), PAGE);
    audit.append(
        request.tenantId(),
        clock.instant(),
        request.actor(),
        "session.exported",
        "tenant",
        details(filter).node().toString());
    return Answer.written("application/x-ndjson", out -> write(request, filter, first, out));
  }

  private void write(Request request, SessionFilter filter, Page<Session> first, OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Page<Session> page = first;
    while (true) {
      for (Session session : page.items()) {
        line(session, writer);
      }
      writer.flush();
      if (page.next().isEmpty()) {
        return;
      }
      page = search.page(request, filter, page.next(), PAGE);
    }
  }

  private void line(Session session, Writer out) throws IOException {
    JsonGenerator json = JsonMapper.shared().createGenerator(out);
    json.writeStartObject();
    for (Map.Entry<String, JsonNode> member : SessionJson.of(session).properties()) {
      json.writeName(member.getKey());
      json.writePOJO(member.getValue());
    }
    json.writeArrayPropertyStart("turns");
    Iterator<Turn> turns = new TurnReader(sessions, session);
    while (turns.hasNext()) {
      json.writePOJO(SessionJson.of(turns.next()));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
    out.write("\n");
  }

  /// What was asked for; that words were, but not which.
  private static Json details(SessionFilter filter) {
    return Json.object()
        .with("agentId", filter.agentId())
        .with("channel", filter.channel().map(it -> it.wireName()))
        .with("status", filter.status().map(it -> it.wireName()))
        .with("from", filter.from())
        .with("to", filter.to())
        .with("byNumber", filter.number().isPresent())
        .with("byWords", filter.text().isPresent());
  }
}
