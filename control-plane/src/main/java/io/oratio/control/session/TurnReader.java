package io.oratio.control.session;

import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The turns of a session one after the other, read a page at a time so that few are in memory.
/// After [#MOST] it ends. For one thread.
final class TurnReader implements Iterator<Turn> {
  /// How many turns of one session are told.
  static final int MOST = 10_000;

  private static final int PAGE = 100;

  private final Sessions sessions;
  private final Session session;
  private Iterator<Turn> page = List.<Turn>of().iterator();
  private int last;
  private int told;
  private boolean isAtEnd;

  TurnReader(Sessions sessions, Session session) {
    this.sessions = sessions;
    this.session = session;
  }

  @Override
  public boolean hasNext() {
    if (told >= MOST) {
      return false;
    }
    if (!page.hasNext() && !isAtEnd) {
      List<Turn> read = sessions.turns(session.tenantId(), session.sessionId(), last, PAGE);
      isAtEnd = read.size() < PAGE;
      page = read.iterator();
    }
    return page.hasNext();
  }

  @Override
  public Turn next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more turns");
    }
    Turn turn = page.next();
    last = turn.sequence();
    told++;
    return turn;
  }
}
