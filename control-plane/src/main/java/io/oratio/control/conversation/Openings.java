package io.oratio.control.conversation;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.runtime.conversation.Opening;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.TextAgents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Begins conversations for callers.
final class Openings {
  private final TextAgents agents;
  private final News news;

  Openings(TextAgents agents, News news) {
    this.agents = agents;
    this.news = news;
  }

  /// @param subject whom the agent speaks with; a visitor is always themselves
  /// @throws Refusal if the caller may not use the agent, or it does not answer now
  Conversation open(Request request, String agentId, String subject, Map<String, String> context) {
    if (!Sight.mayUse(request.caller(), agentId)) {
      throw Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent.");
    }
    boolean isVisitor = request.caller() instanceof Caller.Visitor;
    Channel channel = isVisitor ? Channel.WIDGET : Channel.API;
    String whom =
        request.caller() instanceof Caller.Visitor visitor ? Sight.subject(visitor) : subject;
    // A program's own address and name say nothing of whom it speaks for.
    CustomerMetadata customer =
        isVisitor
            ? new CustomerMetadata(
                request.arrival().userAgent(),
                Optional.of(request.arrival().address()),
                Optional.empty(),
                Optional.empty())
            : CustomerMetadata.none();
    try {
      Conversation made =
          agents.open(
              new Opening(request.tenantId(), agentId, 0, whom, channel, context, customer));
      news.opened(made, channel);
      return made;
    } catch (ReplyRefused e) {
      throw Refusals.of(e, "/agentId");
    }
  }

  /// A map of texts, as the contract's `StringMap` has it.
  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asString("")));
    return texts;
  }
}
