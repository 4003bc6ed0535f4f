package io.oratio.control.session;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import java.util.List;

/// Sessions: lists, one, its turns, deletion.
final class SessionEndpoints implements Endpoints {
  private final Sessions sessions;
  private final Visible visible;
  private final SessionSearch search;
  private final SessionDeletion deletion;

  SessionEndpoints(Sessions sessions, SessionDeletion deletion) {
    this.sessions = sessions;
    this.visible = new Visible(sessions);
    this.search = new SessionSearch(sessions);
    this.deletion = deletion;
  }

  @Override
  public void register(Register on) {
    on.answer("listSessions", it -> list(it, SessionSearch.filter(it)));
    on.answer("listLiveSessions", it -> list(it, SessionFilter.all().live()));
    on.answer("getSession", it -> Answer.ok(SessionJson.of(visible.session(it))));
    on.answer("deleteSession", this::delete);
    on.answer("listTurns", this::turns);
  }

  private Answer list(Request request, SessionFilter filter) {
    var page = search.page(request, filter, SessionSearch.cursor(request), Page.limit(request));
    return Answer.ok(
        Json.object()
            .with("data", Json.list(page.items(), SessionJson::of))
            .with("nextCursor", page.next().map(it -> it.text()))
            .node());
  }

  private Answer delete(Request request) {
    Session session = visible.session(request);
    if (session.endTime().isEmpty()) {
      throw Refusal.of(ErrorCode.SESSION_ACTIVE, "The conversation lasts: end it, then delete it.");
    }
    deletion.delete(session, request.actor());
    return Answer.nothing();
  }

  private Answer turns(Request request) {
    Session session = visible.session(request);
    int limit = Page.limit(request);
    List<Turn> found =
        sessions.turns(request.tenantId(), session.sessionId(), after(request), limit + 1);
    return Page.of(
        found, limit, SessionJson::of, it -> Cursor.after(Integer.toString(it.sequence())));
  }

  private static int after(Request request) {
    return request.text("cursor").map(it -> sequence(Cursor.parse(it, 1).key(0))).orElse(0);
  }

  private static int sequence(String key) {
    try {
      return Math.max(0, Integer.parseInt(key));
    } catch (NumberFormatException _) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", "is not one that this list gave");
    }
  }
}
