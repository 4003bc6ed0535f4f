package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/// One state of what an agent says and may do; immutable once written. Versions count from 1.
///
/// @param greeting the sentence spoken first; blank means the agent waits for the caller
/// @param prompt the voice system prompt
/// @param questionsAndAnswers what it can answer when no model is there
/// @param tools the names of the tools it may use, for example `hang_up`, `transfer`
public record AgentVersion(
    TenantId tenantId,
    String agentId,
    int version,
    VoiceConfig voiceConfig,
    String greeting,
    String prompt,
    List<QuestionAndAnswer> questionsAndAnswers,
    List<String> tools,
    CallRules rules,
    Instant createdAt) {
  public AgentVersion {
    questionsAndAnswers = List.copyOf(questionsAndAnswers);
    tools = List.copyOf(tools);
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
  }
}
