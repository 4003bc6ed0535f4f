package io.oratio.control.agent;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `/api/agents/{agentId}/deployments`. An agent whose phone is switched off has no number rules:
/// they rest on its sheet until it is switched on again, so that no gateway needs to know.
final class DeploymentEndpoints implements Endpoints {
  private final Found found;
  private final AgentSheets sheets;
  private final Numbers numbers;
  private final AgentNews news;

  DeploymentEndpoints(Found found, AgentSheets sheets, Numbers numbers, AgentNews news) {
    this.found = found;
    this.sheets = sheets;
    this.numbers = numbers;
    this.news = news;
  }

  @Override
  public void register(Register on) {
    on.answer("getDeployments", it -> Answer.ok(sheets.of(found.agent(it)).deployments()));
    on.answer("putDeployments", this::put);
  }

  private Answer put(Request request) {
    Agent agent = found.agent(request);
    JsonNode wanted = request.body();
    AgentSheet sheet = sheets.of(agent);
    boolean isOn = wanted.path("sip").path("enabled").booleanValue(true);
    if (isOn) {
      wake(agent, sheet, wanted);
    } else {
      rest(agent, sheet, wanted);
    }
    news.of(
        request,
        agent,
        "agent.deployed",
        Json.object()
            .with("widget", wanted.path("widget").path("enabled").booleanValue(false))
            .with("sip", isOn));
    return Answer.ok(wanted);
  }

  /// The sheet is written first: a rule that is on it and also in force is only written again.
  private void rest(Agent agent, AgentSheet sheet, JsonNode wanted) {
    List<AgentSheet.RestingNumber> resting = new java.util.ArrayList<>(sheet.resting());
    numbers.list(agent.tenantId()).stream()
        .filter(it -> it.agentId().equals(agent.agentId()))
        .map(
            it ->
                new AgentSheet.RestingNumber(
                    it.numberId(), it.pattern(), it.trunkId(), it.version()))
        .filter(it -> !resting.contains(it))
        .forEach(resting::add);
    sheets.save(agent, sheet.deployed(wanted, resting));
    numbers.removeOf(agent.tenantId(), agent.agentId());
  }

  private void wake(Agent agent, AgentSheet sheet, JsonNode wanted) {
    List<NumberRule> rules =
        sheet.resting().stream()
            .map(
                it ->
                    new NumberRule(
                        agent.tenantId(),
                        it.numberId(),
                        it.pattern(),
                        it.trunkId(),
                        agent.agentId(),
                        it.version()))
            .toList();
    List<NumberRule> others =
        numbers.list(agent.tenantId()).stream()
            .filter(it -> !it.agentId().equals(agent.agentId()))
            .toList();
    for (NumberRule rule : rules) {
      if (others.stream().anyMatch(it -> isSame(it, rule))) {
        throw Refusal.of(
                ErrorCode.NUMBER_TAKEN,
                "The number "
                    + rule.pattern()
                    + " was given to another agent while this one was not reached by phone.")
            .at("/sip/enabled", "cannot be switched on");
      }
    }
    rules.forEach(numbers::save);
    sheets.save(agent, sheet.deployed(wanted, List.of()));
  }

  private static boolean isSame(NumberRule one, NumberRule other) {
    return one.numberId().equals(other.numberId())
        || one.pattern().equalsIgnoreCase(other.pattern()) && one.trunkId().equals(other.trunkId());
  }
}
