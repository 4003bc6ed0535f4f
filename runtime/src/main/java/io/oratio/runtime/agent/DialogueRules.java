package io.oratio.runtime.agent;

import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the schema cannot say of intents and forms: that what they name is there, and that every
/// intent does something.
final class DialogueRules {
  private final AgentDefinition agent;
  private final Faults faults;

  DialogueRules(AgentDefinition agent, Faults faults) {
    this.agent = agent;
    this.faults = faults;
  }

  void check() {
    Set<String> names = new HashSet<>();
    List<Intent> intents = agent.dialogue().intents();
    for (int i = 0; i < intents.size(); i++) {
      String pointer = "/dialogue/intents/" + i;
      if (!names.add(intents.get(i).name())) {
        faults.add(pointer + "/name", "there is another intent of this name");
      }
      intent(pointer, intents.get(i));
    }
    names.clear();
    List<Form> forms = agent.dialogue().forms();
    for (int i = 0; i < forms.size(); i++) {
      String pointer = "/dialogue/forms/" + i;
      if (!names.add(forms.get(i).name())) {
        faults.add(pointer + "/name", "there is another form of this name");
      }
      form(pointer, forms.get(i));
    }
  }

  private void intent(String pointer, Intent intent) {
    if (intent.reply().isBlank()
        && intent.form().isEmpty()
        && intent.tool().isEmpty()
        && !intent.handoff()) {
      faults.add(pointer, "does nothing: give it a reply, a form, a tool or a hand-off");
    }
    if (!intent.form().isEmpty() && form(intent.form()).isEmpty()) {
      faults.add(pointer + "/form", "there is no form '" + intent.form() + "'");
    }
    if (!intent.form().isEmpty() && !intent.tool().isEmpty()) {
      faults.add(pointer + "/tool", "the form's own tool is used; leave one of the two out");
    }
    if (intent.handoff() && !agent.humanHandoffEnabled()) {
      faults.add(pointer + "/handoff", "is of no use while humanHandoffEnabled is false");
    }
    if (!intent.tool().isEmpty()) {
      tool(pointer + "/tool", intent.tool());
      http(intent.tool())
          .filter(it -> !ToolRules.required(it).isEmpty())
          .ifPresent(
              it -> faults.add(pointer + "/tool", "needs arguments; let a form ask for them"));
    }
  }

  private void form(String pointer, Form form) {
    Set<String> slots = new HashSet<>();
    for (int i = 0; i < form.slots().size(); i++) {
      String place = pointer + "/slots/" + i;
      Slot slot = form.slots().get(i);
      if (!slots.add(slot.name())) {
        faults.add(place + "/name", "there is another slot of this name");
      }
      slot(place, slot);
    }
    Predicate<String> isSlot = slots::contains;
    fillable(pointer + "/confirm", Placeholders.in(form.confirm()), isSlot);
    fillable(pointer + "/arguments", Placeholders.within(form.arguments()), isSlot);
    boolean hasTool = !form.tool().isEmpty();
    fillable(
        pointer + "/done",
        Placeholders.in(form.done()),
        isSlot.or(it -> hasTool && it.startsWith("result.") && it.length() > "result.".length()));
    fillable(pointer + "/failed", Placeholders.in(form.failed()), isSlot);
    if (hasTool) {
      tool(pointer + "/tool", form.tool());
      http(form.tool()).ifPresent(it -> arguments(pointer + "/arguments", form, it));
    } else if (!form.arguments().isEmpty()) {
      faults.add(pointer + "/arguments", "are of no use without a tool");
    }
  }

  private void arguments(String pointer, Form form, ToolDefinition.Http tool) {
    for (String each : ToolRules.required(tool)) {
      if (!form.arguments().containsKey(each)) {
        faults.add(pointer, "the tool " + tool.name() + " needs '" + each + "'");
      }
    }
    Set<String> known = ToolRules.known(tool);
    for (String each : form.arguments().keySet()) {
      if (!known.contains(each)) {
        faults.add(
            pointer + Faults.step(each),
            "the tool " + tool.name() + " has no argument of this name");
      }
    }
  }

  private void slot(String pointer, Slot slot) {
    if (slot.kind().equals("choice") == slot.choices().isEmpty()) {
      faults.add(
          pointer + "/choices",
          slot.choices().isEmpty() ? "a choice has choices" : "only a choice has choices");
    }
    if (!slot.kind().equals("digits") && (slot.digitsMin() != 0 || slot.digitsMax() != 0)) {
      faults.add(pointer + "/digitsMax", "only digits have a length");
    }
    if (slot.digitsMax() != 0 && slot.digitsMin() > slot.digitsMax()) {
      faults.add(pointer + "/digitsMin", "is more than digitsMax");
    }
  }

  private void fillable(String pointer, Set<String> used, Predicate<String> isKnown) {
    used.stream()
        .filter(isKnown.negate())
        .forEach(it -> faults.add(pointer, "'{" + it + "}' is no slot of this form"));
  }

  /// Whether a tool of this name can be there: which tools a document or a server has is known only
  /// when it is asked.
  private void tool(String pointer, String name) {
    boolean isThere =
        agent.tools().stream()
            .anyMatch(
                it ->
                    ToolRules.name(it).equals(name)
                        || switch (it) {
                          case ToolDefinition.Builtin _ -> false;
                          case ToolDefinition.Http _ -> false;
                          case ToolDefinition.OpenApi api ->
                              api.operations().contains(name) || name.startsWith(api.name() + "_");
                          case ToolDefinition.Mcp mcp ->
                              mcp.tools().isEmpty()
                                  || mcp.tools().contains(name)
                                  || name.startsWith(mcp.name() + "_");
                        });
    if (!isThere) {
      faults.add(
          pointer,
          "there is no tool '"
              + name
              + "'; it has "
              + agent.tools().stream().map(ToolRules::name).collect(Collectors.joining(", ")));
    }
  }

  private Optional<Form> form(String name) {
    return agent.dialogue().forms().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private Optional<ToolDefinition.Http> http(String name) {
    return agent.tools().stream()
        .filter(ToolDefinition.Http.class::isInstance)
        .map(ToolDefinition.Http.class::cast)
        .filter(it -> it.name().equals(name))
        .findFirst();
  }
}
