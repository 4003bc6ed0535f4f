package io.oratio.control.conversation;

import io.oratio.control.web.Admitted;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.session.Sessions;
import io.oratio.runtime.conversation.TextAgents;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// Wires conversations in writing. It needs [TextAgents] over the same stores, [Conversations],
/// [Sessions], [LiveEvents] and a [Clock]; [ConversationSettings] are the usual ones unless there
/// are others.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class ConversationFeature {
  @Bean
  Sight conversationSight(Conversations conversations) {
    return new Sight(conversations);
  }

  @Bean
  News conversationNews(LiveEvents events, Clock clock) {
    return new News(events, clock);
  }

  @Bean
  Journals conversationJournals(
      Conversations conversations, ObjectProvider<ConversationSettings> settings) {
    return new Journals(conversations, settings(settings));
  }

  @Bean
  Reading conversationReading(
      Journals journals,
      Conversations conversations,
      ObjectProvider<ConversationSettings> settings) {
    return new Reading(journals, conversations, settings(settings));
  }

  @Bean
  Readers conversationReaders(ObjectProvider<ConversationSettings> settings) {
    return new Readers(settings(settings).recheckEvery());
  }

  @Bean
  Runs conversationRuns(
      TextAgents agents,
      Conversations conversations,
      Journals journals,
      News news,
      Clock clock,
      Commands commands) {
    return new Runs(agents, conversations, journals, news, clock, commands);
  }

  /// Stops runs for those who ask another process.
  @Bean(destroyMethod = "close")
  Subscription runCommands(Commands commands, Runs runs) {
    return commands.serve(runs::carryOut);
  }

  @Bean
  Openings conversationOpenings(TextAgents agents, News news) {
    return new Openings(agents, news);
  }

  @Bean
  Resumption runResumption(TextAgents agents, Runs runs) {
    return new Resumption(agents, runs);
  }

  @Bean
  ConversationEndpoints conversationEndpoints(
      Conversations conversations,
      TextAgents agents,
      Sight sight,
      Openings openings,
      Reading reading,
      Readers readers) {
    return new ConversationEndpoints(conversations, agents, sight, openings, reading, readers);
  }

  @Bean
  ChatEndpoints chatEndpoints(
      Sessions sessions,
      TextAgents agents,
      Sight sight,
      Openings openings,
      Runs runs,
      Reading reading,
      ObjectProvider<ConversationSettings> settings) {
    return new ChatEndpoints(
        sessions, agents, sight, openings, runs, reading, settings(settings).answerPatience());
  }

  @Bean
  RunEndpoints runEndpoints(Sight sight, Runs runs) {
    return new RunEndpoints(sight, runs);
  }

  @Bean
  SocketEndpoints chatSocketEndpoints(Sight sight) {
    return new SocketEndpoints(sight);
  }

  @Bean
  WebSocketConfigurer chatRoute(
      Sight sight,
      ChatEndpoints chat,
      Runs runs,
      Reading reading,
      Readers readers,
      ObjectProvider<ConversationSettings> settings) {
    ChatSocket socket =
        new ChatSocket(sight, chat, runs, reading, readers, settings(settings).heartbeat());
    // The door looks at the Origin, for every socket in the same way and before Spring does.
    return registry ->
        registry
            .addHandler(socket, "/ws/chat/{conversationId}")
            .addInterceptors(new Admission())
            .setAllowedOriginPatterns("*");
  }

  private static ConversationSettings settings(ObjectProvider<ConversationSettings> given) {
    return given.getIfAvailable(ConversationSettings::usual);
  }

  /// Lets the socket know whom the door has let in.
  private static final class Admission implements HandshakeInterceptor {
    @Override
    public boolean beforeHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        Map<String, Object> attributes) {
      if (request instanceof ServletServerHttpRequest servlet) {
        attributes.put(Admitted.ATTRIBUTE, Admitted.of(servlet.getServletRequest()));
        return true;
      }
      return false;
    }

    @Override
    public void afterHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        @Nullable Exception failure) {}
  }
}
