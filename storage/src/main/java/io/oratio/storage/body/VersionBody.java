package io.oratio.storage.body;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.QuestionAndAnswer;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an agent's version says and may do, without its keys. Field names are the domain's;
/// durations are ISO 8601.
public final class VersionBody {
  private VersionBody() {}

  /// The body as JSON.
  public static String write(AgentVersion version) {
    ObjectNode body = Json.object();
    ObjectNode voice = body.putObject("voiceConfig");
    version.voiceConfig().voice().ifPresent(it -> voice.put("voice", it));
    voice.put("language", version.voiceConfig().language());
    version
        .voiceConfig()
        .endpointingSensitivity()
        .ifPresent(it -> voice.put("endpointingSensitivity", it));
    version.voiceConfig().engineModel().ifPresent(it -> voice.put("engineModel", it));
    body.put("greeting", version.greeting());
    body.put("prompt", version.prompt());
    ArrayNode answers = body.putArray("questionsAndAnswers");
    for (QuestionAndAnswer each : version.questionsAndAnswers()) {
      ObjectNode answer = answers.addObject();
      each.questions().forEach(answer.putArray("questions")::add);
      answer.put("answer", each.answer());
    }
    version.tools().forEach(body.putArray("tools")::add);
    writeRules(body.putObject("rules"), version.rules());
    body.put("definition", version.definition());
    return body.toString();
  }

  /// The version with this body.
  ///
  /// @throws IllegalStateException if it is no JSON object
  public static AgentVersion read(
      TenantId tenantId, String agentId, int version, String json, Instant createdAt) {
    JsonNode body = Json.read(json);
    List<QuestionAndAnswer> answers = new ArrayList<>();
    for (JsonNode each : body.path("questionsAndAnswers")) {
      answers.add(
          new QuestionAndAnswer(Json.texts(each.path("questions")), Json.text(each, "answer", "")));
    }
    return new AgentVersion(
        tenantId,
        agentId,
        version,
        readVoice(body.path("voiceConfig")),
        Json.text(body, "greeting", ""),
        Json.text(body, "prompt", ""),
        answers,
        Json.texts(body.path("tools")),
        readRules(body.path("rules")),
        Json.text(body, "definition", ""),
        createdAt);
  }

  private static VoiceConfig readVoice(JsonNode voice) {
    return new VoiceConfig(
        Json.optionalText(voice, "voice"),
        Json.text(voice, "language", VoiceConfig.english().language()),
        Json.optionalText(voice, "endpointingSensitivity"),
        Json.optionalText(voice, "engineModel"));
  }

  private static void writeRules(ObjectNode body, CallRules rules) {
    body.put("maxConversationLength", rules.maxConversationLength().toString());
    body.put("idlePrompt", rules.idlePrompt());
    body.put("idleAfter", rules.idleAfter().toString());
    body.put("idlePrompts", rules.idlePrompts());
    body.put("recordCalls", rules.recordCalls());
    ArrayNode targets = body.putArray("transferTargets");
    for (CallRules.TransferTarget each : rules.transferTargets()) {
      targets
          .addObject()
          .put("name", each.name())
          .put("description", each.description())
          .put("uri", each.uri());
    }
  }

  private static CallRules readRules(JsonNode body) {
    CallRules usual = CallRules.usual();
    List<CallRules.TransferTarget> targets = new ArrayList<>();
    for (JsonNode each : body.path("transferTargets")) {
      targets.add(
          new CallRules.TransferTarget(
              Json.text(each, "name", ""),
              Json.text(each, "description", ""),
              Json.text(each, "uri", "")));
    }
    return new CallRules(
        duration(body, "maxConversationLength", usual.maxConversationLength()),
        Json.text(body, "idlePrompt", usual.idlePrompt()),
        duration(body, "idleAfter", usual.idleAfter()),
        body.path("idlePrompts").asInt(usual.idlePrompts()),
        body.path("recordCalls").asBoolean(usual.recordCalls()),
        targets);
  }

  private static Duration duration(JsonNode body, String field, Duration usual) {
    return Json.optionalText(body, field).map(Duration::parse).orElse(usual);
  }
}
