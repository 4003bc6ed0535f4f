package io.oratio.runtime.agent;

import java.util.List;
import java.util.Map;

/// The declarative part for the agent without a model: what people say, and the forms it fills.
public record DialogueDefinition(List<Intent> intents, List<Form> forms) {

  /// Something people want, and what is done then.
  ///
  /// @param name unique within the agent
  /// @param examples how people say it
  /// @param reply what is said; blank when a form or a tool does it
  /// @param form the form that is filled; blank for none
  /// @param tool the tool that is used; blank for none
  /// @param handoff whether a human being is asked
  public record Intent(
      String name,
      List<String> examples,
      String reply,
      String form,
      String tool,
      boolean handoff) {}

  /// Facts to be collected, confirmed and given to a tool.
  ///
  /// @param confirm what is read back, with `{slot}` for each; blank asks for no confirmation
  /// @param tool what is used when it is complete; blank for none
  /// @param arguments the tool's arguments; values may hold `{slot}`
  /// @param done what is said after it went well; may hold `{slot}` and `{result.member}`
  /// @param failed what is said when the tool fails
  public record Form(
      String name,
      List<Slot> slots,
      String confirm,
      String tool,
      Map<String, Object> arguments,
      String done,
      String failed) {}

  /// One fact.
  ///
  /// @param kind `yes_no`, `digits`, `number`, `date`, `time`, `choice`, `name`, `text`
  /// @param ask the question
  /// @param again the question when the answer was not understood; blank for a usual one
  /// @param choices of a `choice`: the value to the ways of saying it
  /// @param digits of `digits`: how many at least and at most; 0 for any
  public record Slot(
      String name,
      String kind,
      String ask,
      String again,
      Map<String, List<String>> choices,
      int digitsMin,
      int digitsMax) {}
}
