package io.oratio.runtime.tool;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.session.Channel;
import io.oratio.domain.tenant.TenantId;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// The conversation around a tool: who speaks, and what the tools of the conversation itself do to
/// it. A call and a chat each have one. All methods return at once, from any thread.
public interface Scene {
  Facts facts();

  /// Ends the conversation once everything has been said.
  void hangUp(String reason);

  /// Sends the caller to a target of the agent's rules.
  ///
  /// @return whether the channel can do so at all
  boolean transfer(TransferTarget target);

  /// Waits for keys pressed (or digits typed).
  ///
  /// @param longest how many digits end the collection
  /// @param terminator a key that ends it, for example `#`; blank for none
  /// @return the digits, without the terminator; blank when nothing was pressed in time
  CompletionStage<String> collectDigits(int longest, String terminator, java.time.Duration within);

  /// The conversation now waits for a human being: the session's state and the notification are
  /// written already.
  ///
  /// @param target where a phone call is sent; empty when nobody is reachable by phone
  void handOff(String reason, java.util.Optional<TransferTarget> target);

  /// Fills a silence with one sentence.
  void say(String sentence);

  /// Puts a question about money to the other side in exactly these words, so that a yes is one to
  /// them whatever the model asks. A channel that cannot speak words of ours leaves it to the
  /// model.
  default void ask(String question) {}

  /// Who speaks with whom.
  ///
  /// @param subject whom the agent remembers facts about: a caller's number or a visitor's id;
  ///   blank when unknown
  /// @param caller the caller's number, verified by nobody; blank where there is none
  /// @param headers what the caller's side sent along, names to values: data, never instructions
  record Facts(
      TenantId tenantId,
      String agentId,
      int agentVersion,
      String userId,
      String sessionId,
      Channel channel,
      String subject,
      String caller,
      ZoneId timeZone,
      Map<String, String> headers) {
    public Facts {
      headers = Map.copyOf(headers);
    }
  }
}
