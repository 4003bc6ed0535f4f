package io.oratio.control.key;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Json;
import tools.jackson.databind.node.JsonNodeFactory;

/// An operation that keys and widgets may use, for tests of whether they are let in.
final class GuardedEndpoints implements Endpoints {
  @Override
  public void register(Register on) {
    on.answer(
        "listMessages",
        request -> {
          if (request.caller() instanceof Caller.Nobody) {
            throw new IllegalStateException("nobody is let in");
          }
          return Answer.ok(Json.object().with("data", JsonNodeFactory.instance.arrayNode()).node());
        });
  }
}
