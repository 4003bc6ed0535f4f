package io.oratio.control.conversation;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import java.util.Optional;

/// Which conversations a caller sees: those of their tenant; with a key that is limited to some
/// agents only theirs; a visitor of a website only the one they began or their token names.
final class Sight {
  private final Conversations conversations;

  Sight(Conversations conversations) {
    this.conversations = conversations;
  }

  /// The conversation that the path names.
  ///
  /// @throws Refusal 404 if there is none that the caller sees
  Conversation conversation(Request request) {
    return conversation(request, request.path("conversationId"));
  }

  /// @throws Refusal 404 if there is none that the caller sees
  Conversation conversation(Request request, String conversationId) {
    return find(request, conversationId)
        .orElseThrow(
            () -> Refusal.of(ErrorCode.CONVERSATION_NOT_FOUND, "There is no such conversation."));
  }

  Optional<Conversation> find(Request request, String conversationId) {
    return conversations
        .find(request.tenantId(), conversationId)
        .filter(it -> sees(request.caller(), it));
  }

  static boolean sees(Caller caller, Conversation conversation) {
    return switch (caller) {
      case Caller.Person _ -> true;
      case Caller.Key key -> key.mayUse(conversation.agentId());
      case Caller.Visitor visitor ->
          visitor.agentId().equals(conversation.agentId())
              && (visitor.conversationId().equals(Optional.of(conversation.conversationId()))
                  || conversation.subject().equals(subject(visitor)));
      case Caller.Nobody _ -> false;
    };
  }

  static boolean mayUse(Caller caller, String agentId) {
    return switch (caller) {
      case Caller.Person _ -> true;
      case Caller.Key key -> key.mayUse(agentId);
      case Caller.Visitor visitor -> visitor.agentId().equals(agentId);
      case Caller.Nobody _ -> false;
    };
  }

  /// Whom an agent speaks with where it is a visitor: nobody may choose to be another.
  static String subject(Caller.Visitor visitor) {
    return "visitor:" + visitor.visitId();
  }
}
