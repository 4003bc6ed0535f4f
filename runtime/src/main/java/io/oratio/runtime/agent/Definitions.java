package io.oratio.runtime.agent;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.QuestionAndAnswer;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition.Personality;
import io.oratio.runtime.agent.AgentDefinition.Question;
import io.oratio.runtime.agent.AgentDefinition.Rules;
import io.oratio.runtime.agent.AgentDefinition.Settings;
import io.oratio.runtime.agent.AgentDefinition.Target;
import io.oratio.runtime.agent.AgentDefinition.TextConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Between a stored version and the definition it holds, both ways. What stands in a version's own
/// fields is derived here and nowhere else. Safe from any thread.
public final class Definitions {
  private static final int MOST_REMEMBERED = 256;

  private static final Map<Key, Known> REMEMBERED =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private Definitions() {}

  /// The definition of a version: the stored `agent.json` and prompt, or what a version without one
  /// says in its fields. The last [#MOST_REMEMBERED] are remembered, so that it costs a call
  /// nothing.
  ///
  /// @throws IllegalStateException if what is stored is no JSON object
  public static AgentDefinition of(AgentVersion version) {
    Key key = new Key(version.tenantId(), version.agentId(), version.version());
    synchronized (REMEMBERED) {
      Known known = REMEMBERED.get(key);
      if (known != null && known.version().equals(version)) {
        return known.definition();
      }
    }
    AgentDefinition definition =
        version.definition().isBlank()
            ? ofFields(version, version.agentId(), "both", List.of())
            : AgentFile.stored(version.definition(), version.prompt());
    synchronized (REMEMBERED) {
      REMEMBERED.put(key, new Known(version, definition));
    }
    return definition;
  }

  /// A version that says what the definition says.
  ///
  /// @param text the `agent.json` that was read, kept as it was given
  /// @throws IllegalArgumentException if all of it together is longer than a version may be
  public static AgentVersion version(
      TenantId tenantId, int version, AgentDefinition definition, String text, Instant now) {
    return new AgentVersion(
        tenantId,
        definition.agentId(),
        version,
        voice(definition),
        definition.greeting(),
        definition.prompt(),
        definition.questionsAndAnswers().stream()
            .map(it -> new QuestionAndAnswer(it.questions(), it.answer()))
            .toList(),
        definition.tools().stream().map(ToolRules::name).toList(),
        rules(definition),
        text,
        now);
  }

  /// What a call with the agent may do.
  public static CallRules rules(AgentDefinition definition) {
    Rules rules = definition.rules();
    return new CallRules(
        Duration.ofSeconds(definition.settings().maxConversationLength()),
        rules.idlePrompt(),
        Duration.ofSeconds(rules.idleAfterSeconds()),
        rules.idlePrompts(),
        rules.recordCalls(),
        definition.transferTargets().stream()
            .map(it -> new CallRules.TransferTarget(it.name(), it.description(), it.uri()))
            .toList());
  }

  private static VoiceConfig voice(AgentDefinition definition) {
    AgentDefinition.VoiceConfig voice = definition.voiceConfig();
    return new VoiceConfig(
        filled(voice.voice()),
        definition.language(),
        filled(voice.endpointingSensitivity()),
        filled(voice.engineModel()));
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(it -> !it.isBlank());
  }

  /// What a version without an `agent.json` says in its fields, and its agent beside it.
  static AgentDefinition ofFields(
      AgentVersion version, String agentName, String agentType, List<String> dialledNumbers) {
    CallRules rules = version.rules();
    return new AgentDefinition(
        1,
        version.agentId(),
        agentName,
        agentType,
        version.voiceConfig().language(),
        "UTC",
        dialledNumbers,
        new AgentDefinition.VoiceConfig(
            version.voiceConfig().voice().orElse(""),
            version.voiceConfig().endpointingSensitivity().orElse(""),
            version.voiceConfig().engineModel().orElse("")),
        new TextConfig("", null, 0),
        version.greeting(),
        new Personality("professional", "", ""),
        "",
        Map.of(),
        List.of(),
        version.questionsAndAnswers().stream()
            .map(it -> new Question(it.questions(), it.answer()))
            .toList(),
        version.tools().contains("hand_off"),
        List.of(),
        "",
        "",
        rules.transferTargets().stream()
            .map(it -> new Target(it.name(), it.description(), it.uri()))
            .toList(),
        version.tools().stream().map(DefinitionReader::builtin).toList(),
        new Rules(
            true,
            rules.recordCalls(),
            rules.idlePrompt(),
            (int) rules.idleAfter().toSeconds(),
            rules.idlePrompts(),
            List.of()),
        new Settings("balanced", (int) rules.maxConversationLength().toSeconds(), List.of()),
        new DialogueDefinition(List.of(), List.of()),
        version.prompt());
  }

  private record Key(TenantId tenantId, String agentId, int version) {}

  private record Known(AgentVersion version, AgentDefinition definition) {}
}
