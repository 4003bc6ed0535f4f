package io.oratio.control.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.model.Ask;
import io.oratio.runtime.model.Cancellation;
import io.oratio.runtime.model.ModelCall;
import io.oratio.runtime.model.Models;
import io.oratio.runtime.model.Outcome;
import io.oratio.runtime.model.ToolSpecs;
import io.oratio.runtime.prompt.CallSetting;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The talk with the configured model, with the prompt that a conversation in text gets; where no
/// model is configured, with the agent that needs none.
final class ModelTalk implements TestTalk {
  private static final int ROUNDS_MAX = 6;
  private static final int PASSAGES = 4;
  private static final String SEARCH = "knowledge_search";

  private final Models models;
  private final PromptAssembly prompts;
  private final Knowledge knowledge;
  private final TestTalk offline;

  ModelTalk(Models models, PromptAssembly prompts, Knowledge knowledge, TestTalk offline) {
    this.models = models;
    this.prompts = prompts;
    this.knowledge = knowledge;
    this.offline = offline;
  }

  @Override
  public List<Reply> talk(Agent agent, AgentVersion version, List<String> messages) {
    AgentDefinition definition = Definitions.of(version);
    Optional<ModelCall> model = models.named(definition.textConfig().model());
    if (model.isEmpty()) {
      return offline.talk(agent, version, messages);
    }
    return new Talk(version, definition, model.get()).over(messages);
  }

  /// One talk, on one thread.
  private final class Talk {
    private final AgentVersion version;
    private final ModelCall model;
    private final List<ToolSpecification> tools;
    private final OptionalDouble temperature;
    private final List<ChatMessage> said = new ArrayList<>();

    Talk(AgentVersion version, AgentDefinition definition, ModelCall model) {
      this.version = version;
      this.model = model;
      List<ToolSpec> specs = TestFacts.tools(definition);
      this.tools =
          specs.stream()
              .map(it -> ToolSpecs.of(it.name(), it.description(), it.inputSchema()))
              .toList();
      Double degrees = definition.textConfig().temperature();
      this.temperature = degrees == null ? OptionalDouble.empty() : OptionalDouble.of(degrees);
      CallSetting setting =
          CallSetting.NOTHING.withTools(specs.stream().map(ToolSpec::name).toList());
      said.add(SystemMessage.from(prompts.text(definition, setting)));
    }

    List<Reply> over(List<String> messages) {
      return messages.stream().map(this::reply).toList();
    }

    private Reply reply(String message) {
      said.add(UserMessage.from(message));
      List<Passage> sources = new ArrayList<>();
      List<Call> calls = new ArrayList<>();
      for (int round = 0; round < ROUNDS_MAX; round++) {
        Outcome.Answered answered = asked();
        if (answered.tools().isEmpty()) {
          said.add(AiMessage.from(answered.words()));
          return reply(message, answered.words(), sources, calls);
        }
        said.add(
            answered.words().isBlank()
                ? AiMessage.from(answered.tools())
                : AiMessage.from(answered.words(), answered.tools()));
        for (ToolExecutionRequest tool : answered.tools()) {
          calls.add(new Call(tool.name(), tool.arguments() == null ? "{}" : tool.arguments()));
          said.add(ToolExecutionResultMessage.from(tool, result(tool, sources)));
        }
      }
      return reply(message, "", sources, calls);
    }

    private Reply reply(String message, String words, List<Passage> sources, List<Call> calls) {
      boolean isHandoff = calls.stream().anyMatch(it -> it.toolName().equals("hand_off"));
      return new Reply(
          message,
          words,
          sources,
          calls,
          isHandoff ? Optional.of("The agent would have asked a human being.") : Optional.empty());
    }

    private Outcome.Answered asked() {
      return switch (model.ask(new Ask(said, tools, temperature), _ -> {}, new Cancellation())) {
        case Outcome.Answered it -> it;
        case Outcome.Nothing it -> throw failed(it.sentence());
        case Outcome.Broken _ -> throw failed("its answer broke off");
        case Outcome.Cancelled _ -> throw failed("it was stopped");
      };
    }

    private Refusal failed(String why) {
      return Refusal.of(ErrorCode.UPSTREAM_FAILED, "The language model did not answer: " + why)
          .by("model");
    }

    private String result(ToolExecutionRequest tool, List<Passage> sources) {
      if (!tool.name().equals(SEARCH)) {
        return "{\"ok\":true,\"test\":true}";
      }
      Found found =
          knowledge.search(
              version.tenantId(),
              version.agentId(),
              version.version(),
              question(tool.arguments()),
              PASSAGES);
      if (!found.isEnough()) {
        return Json.object().with("known", false).node().toString();
      }
      sources.addAll(found.passages());
      return Json.object()
          .with("known", true)
          .with(
              "passages",
              Json.list(
                  found.passages(),
                  it -> Json.object().with("path", it.path()).with("text", it.text()).node()))
          .node()
          .toString();
    }

    private static String question(String arguments) {
      try {
        return JsonMapper.shared().readTree(arguments).path("question").asString("");
      } catch (JacksonException _) {
        return "";
      }
    }
  }
}
