package io.oratio.control.key;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.Tokens;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.key.ApiKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Mints the short tokens of visitors for a widget's key, each bound to an agent, the page's origin
/// and, where one goes on, a conversation.
final class WidgetTokens {
  /// The agent.
  static final String AGENT = "agt";

  /// The page's origin.
  static final String ORIGIN = "org";

  /// The key that minted it.
  static final String KEY = "key";

  /// The conversation.
  static final String CONVERSATION = "cnv";

  private static final String VISITOR = "vis_";

  private final KeyChecks checks;
  private final KeyUses uses;
  private final Conversations conversations;
  private final Tokens tokens;
  private final Ids ids;
  private final Duration life;

  WidgetTokens(
      KeyChecks checks,
      KeyUses uses,
      Conversations conversations,
      Tokens tokens,
      Ids ids,
      Duration life) {
    this.checks = checks;
    this.uses = uses;
    this.conversations = conversations;
    this.tokens = tokens;
    this.ids = ids;
    this.life = life;
  }

  Duration life() {
    return life;
  }

  /// @throws Refusal 401 for a key that is not good, 403 for another page, 404 for another agent or
  ///   a conversation that is not this agent's
  String mint(String shown, String agentId, String origin, Optional<String> conversationId) {
    ApiKey key =
        KeyText.parse(shown)
            .filter(it -> it.kind() == ApiKey.Kind.WIDGET)
            .flatMap(checks::check)
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.CREDENTIALS_INVALID,
                        "This key is not good (any more): put the widget's own key in the page."));
    if (!key.origins().contains(origin)) {
      throw Refusal.of(
          ErrorCode.ORIGIN_NOT_ALLOWED, "This key is not for pages of " + origin + ".");
    }
    if (!key.reaches(agentId)) {
      throw Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent.");
    }
    Optional<String> visitor = conversationId.map(it -> visitor(key, agentId, it));
    uses.note(key.keyId());
    Map<String, String> claims = new HashMap<>();
    claims.put("sub", visitor.orElseGet(() -> ids.next(VISITOR)));
    claims.put("jti", ids.next("wtk_"));
    claims.put("tid", key.tenantId().value());
    claims.put(AGENT, agentId);
    claims.put(ORIGIN, origin);
    claims.put(KEY, key.keyId());
    conversationId.ifPresent(it -> claims.put(CONVERSATION, it));
    return tokens.sign(Tokens.Kind.WIDGET, life, claims);
  }

  /// Who the conversation is with: whoever goes on with it stays the same visitor.
  private String visitor(ApiKey key, String agentId, String conversationId) {
    return conversations
        .find(key.tenantId(), conversationId)
        .filter(it -> it.agentId().equals(agentId))
        .map(it -> it.subject().startsWith(VISITOR) ? it.subject() : ids.next(VISITOR))
        .orElseThrow(
            () -> Refusal.of(ErrorCode.CONVERSATION_NOT_FOUND, "There is no such conversation."));
  }
}
