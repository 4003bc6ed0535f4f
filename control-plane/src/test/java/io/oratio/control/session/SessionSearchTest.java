package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.session.SearchNotOffered;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.MissingNode;

class SessionSearchTest {
  @Test
  void saysWhereAStoreDoesNotSearchForWords() {
    SessionSearch search = new SessionSearch(wordless());
    Request request = request();
    SessionFilter filter = SessionFilter.all().saying("umbrella");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> search.page(request, filter, Optional.empty(), 10));
    assertThat(refusal.code()).isEqualTo(ErrorCode.SEARCH_NOT_OFFERED);
    assertThat(refusal.getMessage()).isEqualTo("no words here");
    assertThat(search.page(request, SessionFilter.all(), Optional.empty(), 10).items()).isEmpty();
  }

  private static Request request() {
    return new Request(
        Contract.standard().operation("listSessions").orElseThrow(),
        new Request.Arrival("req_1", "192.0.2.1", Optional.empty()),
        new Caller.Person("usr_1", Samples.newTenant(), Role.VIEWER, Optional.empty()),
        Map.of(),
        Map.of(),
        new Request.Content(MissingNode.getInstance(), List.of(), ""),
        () -> true);
  }

  /// A store of which every search for words is refused.
  private static Sessions wordless() {
    Sessions sessions = new InMemorySessions();
    return (Sessions)
        Proxy.newProxyInstance(
            Sessions.class.getClassLoader(),
            new Class<?>[] {Sessions.class},
            (_, method, arguments) -> {
              if (arguments[1] instanceof SessionFilter filter && filter.text().isPresent()) {
                throw new SearchNotOffered("no words here");
              }
              return method.invoke(sessions, arguments);
            });
  }
}
