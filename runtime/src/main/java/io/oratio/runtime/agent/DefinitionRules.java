package io.oratio.runtime.agent;

import io.oratio.runtime.agent.AgentDefinition.Question;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What the schema cannot say of an agent as a whole: names that must be known, and known once.
final class DefinitionRules {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final AgentDefinition agent;
  private final Faults faults;

  DefinitionRules(AgentDefinition agent, Faults faults) {
    this.agent = agent;
    this.faults = faults;
  }

  void check() {
    language();
    timeZone();
    unique("/dialledNumbers", agent.dialledNumbers(), it -> it, "");
    unique("/transferTargets", agent.transferTargets(), AgentDefinition.Target::name, "/name");
    unique("/addresses", agent.addresses(), AgentDefinition.Address::url, "/url");
    handoff();
    questions();
  }

  private void language() {
    String language = Locale.forLanguageTag(agent.language()).getLanguage();
    if (!LANGUAGES.contains(language)) {
      faults.add("/language", "'" + agent.language() + "' is no language that is known");
    }
  }

  private void timeZone() {
    if (!ZoneId.getAvailableZoneIds().contains(agent.timeZone())) {
      faults.add(
          "/timeZone",
          "'" + agent.timeZone() + "' is no time zone; write one such as 'Europe/Lisbon' or 'UTC'");
    }
  }

  private void handoff() {
    String target = agent.humanHandoffTarget();
    if (!target.isEmpty()
        && agent.transferTargets().stream().noneMatch(it -> it.name().equals(target))) {
      faults.add("/humanHandoffTarget", "there is no transfer target '" + target + "'");
    }
    if (!target.isEmpty() && !agent.humanHandoffEnabled()) {
      faults.add("/humanHandoffTarget", "is of no use while humanHandoffEnabled is false");
    }
  }

  private void questions() {
    Map<String, String> answers = new HashMap<>();
    for (int i = 0; i < agent.questionsAndAnswers().size(); i++) {
      Question each = agent.questionsAndAnswers().get(i);
      for (int j = 0; j < each.questions().size(); j++) {
        String asked = each.questions().get(j).strip().toLowerCase(Locale.ROOT);
        String other = answers.putIfAbsent(asked, each.answer());
        if (other != null) {
          faults.add(
              "/questionsAndAnswers/" + i + "/questions/" + j,
              "is asked twice" + (other.equals(each.answer()) ? "" : ", with different answers"));
        }
      }
    }
  }

  private <T> void unique(String pointer, List<T> all, Function<T, String> name, String member) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      String word = name.apply(all.get(i));
      if (!word.isEmpty() && !seen.add(word.toLowerCase(Locale.ROOT))) {
        faults.add(pointer + "/" + i + member, "'" + word + "' stands here twice");
      }
    }
  }
}
