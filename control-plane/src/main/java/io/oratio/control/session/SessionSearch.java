package io.oratio.control.session;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Times;
import io.oratio.control.web.contract.Fault;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.SearchNotOffered;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.text.Shape;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the sessions that a request asks for, of those that its caller sees.
final class SessionSearch {
  /// How many pages of the store are read for one of the API, where a key sees few of its records.
  private static final int PAGES_MAX = 5;

  private static final int LONGEST_WORDS = 256;

  private final Sessions sessions;

  SessionSearch(Sessions sessions) {
    this.sessions = sessions;
  }

  /// What the query asks for.
  ///
  /// @throws Refusal 400 for a time that is none, 422 for words that cannot be searched for
  static SessionFilter filter(Request request) {
    Optional<String> words = request.text("q");
    if (words.isPresent()
        && (words.get().isBlank() || Shape.utf8Bytes(words.get()) > LONGEST_WORDS)) {
      throw Refusal.of(ErrorCode.VALIDATION_FAILED, "These words cannot be searched for.")
          .at("#/query/q", "has a word, and at most " + LONGEST_WORDS + " bytes");
    }
    return new SessionFilter(
        request.text("agentId"),
        request.text("channel").map(Channel::fromWire),
        request.text("status").map(SessionStatus::fromWire),
        time(request, "from"),
        time(request, "to"),
        request.text("number"),
        words,
        false);
  }

  /// Where the query goes on.
  ///
  /// @throws Refusal 400 if it is no place that this list gave
  static Optional<Cursor> cursor(Request request) {
    return request.text("cursor").map(SessionSearch::place);
  }

  /// A page of what the caller sees; it may be short, or empty, though the list goes on.
  ///
  /// @throws Refusal 422 if the store does not search for words
  Page<Session> page(Request request, SessionFilter filter, Optional<Cursor> after, int limit) {
    if (!(request.caller() instanceof Caller.Key key) || key.agentIds().isEmpty()) {
      return read(request, filter, after, limit);
    }
    if (filter.agentId().isPresent()) {
      return key.mayUse(filter.agentId().get())
          ? read(request, filter, after, limit)
          : new Page<>(List.of(), Optional.empty());
    }
    if (key.agentIds().size() == 1) {
      return read(request, filter.ofAgent(key.agentIds().iterator().next()), after, limit);
    }
    List<Session> seen = new ArrayList<>();
    Optional<Cursor> next = after;
    for (int i = 0; i < PAGES_MAX; i++) {
      Page<Session> page = read(request, filter, next, limit - seen.size());
      page.items().stream().filter(it -> key.mayUse(it.agentId())).forEach(seen::add);
      next = page.next();
      if (next.isEmpty() || seen.size() == limit) {
        break;
      }
    }
    return new Page<>(seen, next);
  }

  private Page<Session> read(
      Request request, SessionFilter filter, Optional<Cursor> after, int limit) {
    try {
      return sessions.search(request.tenantId(), filter, after, limit);
    } catch (SearchNotOffered unable) {
      String why = String.valueOf(unable.getMessage());
      throw Refusal.of(ErrorCode.SEARCH_NOT_OFFERED, why)
          .at(List.of(new Fault("#/query/q", "is not offered by this store")));
    }
  }

  private static Cursor place(String text) {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException _) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", "is not one that this list gave");
    }
  }

  private static Optional<Instant> time(Request request, String name) {
    try {
      return request.text(name).map(Times::parse);
    } catch (DateTimeException _) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "A time is written as in RFC 3339.")
          .at("#/query/" + name, "is no time as in RFC 3339");
    }
  }
}
