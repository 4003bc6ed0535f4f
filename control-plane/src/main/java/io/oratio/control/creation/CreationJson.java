package io.oratio.control.creation;

import io.oratio.control.web.Json;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A creation as the contract shows it, in the contract's own words for steps and states.
final class CreationJson {
  private static final int LONGEST_ERROR = 1_024;

  private CreationJson() {}

  static ObjectNode of(Creation creation) {
    Optional<Instant> endedAt =
        creation.state() == Creation.State.WORKING
            ? Optional.empty()
            : creation.steps().stream()
                .flatMap(it -> it.endedAt().stream())
                .max(Comparator.naturalOrder());
    return Json.object()
        .with("agentId", creation.agentId())
        .with(
            "status",
            switch (creation.state()) {
              case WORKING -> "running";
              case DONE -> "completed";
              case FAILED -> "failed";
            })
        .with("steps", Json.list(creation.steps(), CreationJson::step))
        .with("startedAt", creation.startedAt())
        .with("endedAt", endedAt)
        .node();
  }

  private static ObjectNode step(Step step) {
    return Json.object()
        .with(
            "name",
            switch (step.name()) {
              case PROVISION_KNOWLEDGE -> "provision_knowledge";
              case WRITE_AGENT -> "run_creator";
              case CHECK_ARTEFACTS -> "check_artefacts";
              case DEPLOY -> "deploy";
              case ACTIVATE -> "notify";
            })
        .with(
            "state",
            switch (step.state()) {
              case WAITING -> "waiting";
              case RUNNING -> "running";
              case DONE -> "completed";
              case FAILED -> "failed";
            })
        .with("attempts", step.attempts())
        .with("error", step.error().map(it -> cut(it)))
        .with("startedAt", step.startedAt())
        .with("endedAt", step.endedAt())
        .node();
  }

  private static String cut(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR - 1) + "…";
  }
}
