package io.oratio.control.session;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Request;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// What was said, as one document. It is written as it is read, a few turns at a time.
final class TranscriptEndpoints implements Endpoints {
  private final Sessions sessions;
  private final Visible visible;

  TranscriptEndpoints(Sessions sessions) {
    this.sessions = sessions;
    this.visible = new Visible(sessions);
  }

  @Override
  public void register(Register on) {
    on.answer("getTranscript", this::transcript);
  }

  private Answer transcript(Request request) {
    Session session = visible.session(request);
    TranscriptForm form = TranscriptForm.of(request);
    return Answer.written(form.contentType(), out -> write(form, session, out))
        .with("Vary", "Origin, Accept");
  }

  private void write(TranscriptForm form, Session session, OutputStream out) throws IOException {
    Iterator<Turn> turns = new TurnReader(sessions, session);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    switch (form) {
      case JSON -> json(session, turns, writer);
      case TEXT -> text(turns, writer);
      case VTT -> WebVtt.write(turns, writer);
    }
    writer.flush();
  }

  private static void json(Session session, Iterator<Turn> turns, Writer out) {
    JsonGenerator json = JsonMapper.shared().createGenerator(out);
    json.writeStartObject();
    json.writeStringProperty("sessionId", session.sessionId());
    json.writeStringProperty("agentId", session.agentId());
    json.writeStringProperty("startTime", session.startTime().toString());
    json.writeArrayPropertyStart("turns");
    while (turns.hasNext()) {
      json.writePOJO(SessionJson.of(turns.next()));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  private static void text(Iterator<Turn> turns, Writer out) throws IOException {
    while (turns.hasNext()) {
      Turn turn = turns.next();
      String speaker = Words.speaker(turn);
      if (!turn.toolName().isBlank()) {
        speaker += " " + Words.oneLine(turn.toolName());
      }
      out.write(
          "["
              + WebVtt.time(turn.offset())
              + "] "
              + speaker
              + ": "
              + Words.oneLine(turn.content())
              + (turn.interrupted() ? " —" : "")
              + "\n");
    }
  }
}
