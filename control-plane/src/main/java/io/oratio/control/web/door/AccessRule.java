package io.oratio.control.web.door;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.contract.Access;
import io.oratio.control.web.contract.Operation;
import java.util.Map;
import java.util.Optional;

/// Holds a caller against the contract's `x-access`.
final class AccessRule {
  private AccessRule() {}

  /// Returns if the caller may.
  ///
  /// @param path the path's names, decoded
  /// @throws Refusal 401 if nobody is known, 403 if the one who is may not, 404 if a key or a
  ///   visitor is limited to other agents
  static void check(Operation operation, Caller caller, Map<String, String> path) {
    switch (operation.rules().access()) {
      case Access.Open _ -> {}
      case Access.Restricted access ->
          check(access, caller, Optional.ofNullable(path.get("agentId")));
    }
  }

  private static void check(Access.Restricted access, Caller caller, Optional<String> agentId) {
    switch (caller) {
      case Caller.Nobody _ ->
          throw Refusal.of(
                  ErrorCode.UNAUTHENTICATED,
                  "Sign in, or send an API key or a token that is valid (Authorization: Bearer …).")
              .with("WWW-Authenticate", "Bearer realm=\"oratio\"");
      case Caller.Person person -> {
        if (!access.roles().contains(person.role())) {
          throw Refusal.of(
              ErrorCode.FORBIDDEN,
              "Your role, " + person.role().wireName() + ", may not do this; ask an owner.");
        }
      }
      case Caller.Key key -> {
        String scope =
            access
                .scope()
                .orElseThrow(
                    () ->
                        Refusal.of(
                            ErrorCode.FORBIDDEN,
                            "No API key may do this: a person has to sign in."));
        if (!key.scopes().contains(scope)) {
          throw Refusal.of(
              ErrorCode.SCOPE_MISSING, "This API key lacks the scope '" + scope + "'.");
        }
        if (agentId.isPresent() && !key.mayUse(agentId.get())) {
          throw noSuchAgent();
        }
      }
      case Caller.Visitor visitor -> {
        if (!access.isForWidgets()) {
          throw Refusal.of(ErrorCode.FORBIDDEN, "The token of a widget may not do this.");
        }
        if (agentId.isPresent() && !visitor.agentId().equals(agentId.get())) {
          throw noSuchAgent();
        }
      }
    }
  }

  private static Refusal noSuchAgent() {
    return Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent.");
  }
}
