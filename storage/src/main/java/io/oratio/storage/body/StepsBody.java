package io.oratio.storage.body;

import io.oratio.domain.creation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The steps of a creation, as a JSON array of objects. Field names are the domain's.
public final class StepsBody {
  private StepsBody() {}

  public static String write(List<Step> steps) {
    ArrayNode body = Json.array();
    for (Step step : steps) {
      ObjectNode each =
          body.addObject()
              .put("name", step.name().wireName())
              .put("state", step.state().wireName())
              .put("attempts", step.attempts());
      step.error().ifPresent(it -> each.put("error", it));
      step.startedAt().ifPresent(it -> each.put("startedAt", it.toString()));
      step.endedAt().ifPresent(it -> each.put("endedAt", it.toString()));
    }
    return body.toString();
  }

  /// Every step in its order; one that is missing has not begun, one that is unknown is skipped.
  ///
  /// @throws IllegalStateException if it is no JSON
  public static List<Step> read(String json) {
    Map<Step.Name, Step> steps = new EnumMap<>(Step.Name.class);
    for (Step.Name name : Step.Name.values()) {
      steps.put(name, Step.waiting(name));
    }
    for (JsonNode each : Json.read(json)) {
      for (Step.Name name : Step.Name.values()) {
        if (name.wireName().equals(Json.text(each, "name", ""))) {
          steps.put(name, readStep(name, each));
        }
      }
    }
    return new ArrayList<>(steps.values());
  }

  private static Step readStep(Step.Name name, JsonNode step) {
    return new Step(
        name,
        Step.State.fromWire(Json.text(step, "state", Step.State.WAITING.wireName())),
        step.path("attempts").asInt(0),
        Json.optionalText(step, "error"),
        instant(step, "startedAt"),
        instant(step, "endedAt"));
  }

  private static Optional<Instant> instant(JsonNode step, String field) {
    return Json.optionalText(step, field).map(Instant::parse);
  }
}
