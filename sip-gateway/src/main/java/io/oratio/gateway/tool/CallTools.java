package io.oratio.gateway.tool;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.engine.EngineSetup.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The tools of the call itself, `hang_up` and `transfer`: declared to the engine, and read back
/// when the model uses them. The model picks a target by its name; addresses stay here.
public final class CallTools {
  private static final ObjectMapper JSON = JsonMapper.shared();
  private static final int ARGUMENT_CHARS_MAX = 16_384;

  private CallTools() {}

  /// The tools that this version of an agent may use.
  public static List<ToolSpec> of(AgentVersion version) {
    List<ToolSpec> specs = new ArrayList<>();
    if (version.tools().contains("hang_up")) {
      specs.add(
          new ToolSpec(
              "hang_up",
              "Ends the call after you have said goodbye. Use it when the caller has nothing more"
                  + " to ask.",
              json(Map.of("type", "object", "properties", Map.of()))));
    }
    List<TransferTarget> targets = version.rules().transferTargets();
    if (version.tools().contains("transfer") && !targets.isEmpty()) {
      StringBuilder description =
          new StringBuilder(
              "Transfers the caller to a person. Tell the caller before you use it. Targets:");
      targets.forEach(
          target ->
              description
                  .append(' ')
                  .append(target.name())
                  .append(": ")
                  .append(target.description())
                  .append(';'));
      Map<String, Object> target =
          Map.of("type", "string", "enum", targets.stream().map(TransferTarget::name).toList());
      specs.add(
          new ToolSpec(
              "transfer",
              description.toString(),
              json(
                  Map.of(
                      "type", "object",
                      "properties", Map.of("target", target),
                      "required", List.of("target")))));
    }
    return List.copyOf(specs);
  }

  /// Reads what the model asked for; whatever it sends, the answer is a [CallTool].
  public static CallTool read(AgentVersion version, String name, String arguments) {
    return switch (name) {
      case "hang_up" ->
          version.tools().contains("hang_up")
              ? new CallTool.HangUp()
              : new CallTool.Refused("this agent may not hang up");
      case "transfer" -> transfer(version, arguments);
      default -> new CallTool.Refused("there is no such tool");
    };
  }

  private static CallTool transfer(AgentVersion version, String arguments) {
    if (!version.tools().contains("transfer")) {
      return new CallTool.Refused("this agent may not transfer");
    }
    if (arguments.length() > ARGUMENT_CHARS_MAX) {
      return new CallTool.Refused("the arguments are too long");
    }
    String wanted;
    try {
      JsonNode target = JSON.readTree(arguments).path("target");
      wanted = target.isString() ? target.stringValue() : "";
    } catch (JacksonException _) {
      return new CallTool.Refused("the arguments are not a JSON object");
    }
    return version.rules().transferTargets().stream()
        .filter(target -> target.name().equalsIgnoreCase(wanted.strip()))
        .findFirst()
        .<CallTool>map(target -> new CallTool.Transfer(target.name(), target.uri()))
        .orElseGet(() -> new CallTool.Refused("there is no such target"));
  }

  /// A tool's answer as a JSON object.
  public static String json(Map<String, ?> members) {
    return JSON.writeValueAsString(members);
  }
}
