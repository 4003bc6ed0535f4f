package io.oratio.control.call;

import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The calls that were asked for and the live ones that came in, as one list, newest first. Both
/// stores give their pages in the same order, so a page is what comes first of the two.
final class CallList {
  private final OutboundCalls calls;
  private final Sessions sessions;

  private record Entry(Cursor place, String agentId, ObjectNode view) {}

  CallList(OutboundCalls calls, Sessions sessions) {
    this.calls = calls;
    this.sessions = sessions;
  }

  /// @param after the page before ended here
  Page<ObjectNode> page(
      Telephone.Asker asker, CallFilter filter, Optional<Cursor> after, int limit) {
    Page<OutboundCall> asked = calls.list(asker.tenantId(), filter, after, limit);
    Page<Session> live = live(asker, filter, after, limit);
    // Beyond the place where the first of them was cut off, the other may hold what comes earlier.
    Optional<Cursor> horizon =
        Stream.of(asked.next(), live.next())
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    List<Entry> found =
        Stream.concat(
                asked.items().stream()
                    .map(it -> new Entry(it.place(), it.agentId(), CallView.of(it))),
                live.items().stream()
                    .filter(Telephone::hasComeIn)
                    .map(it -> new Entry(it.place(), it.agentId(), CallView.of(it))))
            .filter(it -> horizon.isEmpty() || it.place().compareTo(horizon.get()) <= 0)
            .filter(it -> asker.mayUse().test(it.agentId()))
            .sorted(Comparator.comparing(Entry::place))
            .limit(limit + 1L)
            .toList();
    if (found.size() > limit) {
      List<Entry> data = found.subList(0, limit);
      return new Page<>(
          data.stream().map(Entry::view).toList(), Optional.of(data.getLast().place()));
    }
    return new Page<>(found.stream().map(Entry::view).toList(), horizon);
  }

  private Page<Session> live(
      Telephone.Asker asker, CallFilter filter, Optional<Cursor> after, int limit) {
    if (filter.status().filter(it -> it != CallStatus.ANSWERED).isPresent()) {
      return new Page<>(List.of(), Optional.empty());
    }
    SessionFilter wanted =
        new SessionFilter(
            filter.agentId(),
            Optional.empty(),
            Optional.empty(),
            filter.from(),
            filter.to(),
            Optional.empty(),
            Optional.empty(),
            true);
    return sessions.search(asker.tenantId(), wanted, after, limit);
  }
}
