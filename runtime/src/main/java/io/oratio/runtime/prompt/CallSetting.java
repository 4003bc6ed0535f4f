package io.oratio.runtime.prompt;

import java.util.List;
import java.util.Map;

/// What surrounds one conversation. All of it comes from outside and is given to the model as data;
/// only `tools` is ours.
///
/// @param caller the caller's number, verified by nobody; blank where there is none
/// @param headers what the caller's side sent along
/// @param context facts the surroundings gave, for example the page a visitor is on
/// @param remembered what the agent remembers about this subject, names to values
/// @param summary of what was said before the messages the model still sees; blank for none
/// @param tools the names of the tools the model may use
public record CallSetting(
    String caller,
    Map<String, String> headers,
    Map<String, String> context,
    Map<String, String> remembered,
    String summary,
    List<String> tools) {
  /// Nobody known, no tool.
  public static final CallSetting NOTHING =
      new CallSetting("", Map.of(), Map.of(), Map.of(), "", List.of());

  public CallSetting {
    headers = Map.copyOf(headers);
    context = Map.copyOf(context);
    remembered = Map.copyOf(remembered);
    tools = List.copyOf(tools);
  }

  public CallSetting withCaller(String number) {
    return new CallSetting(number, headers, context, remembered, summary, tools);
  }

  public CallSetting withHeaders(Map<String, String> sent) {
    return new CallSetting(caller, sent, context, remembered, summary, tools);
  }

  public CallSetting withContext(Map<String, String> given) {
    return new CallSetting(caller, headers, given, remembered, summary, tools);
  }

  public CallSetting withRemembered(Map<String, String> facts) {
    return new CallSetting(caller, headers, context, facts, summary, tools);
  }

  public CallSetting withSummary(String earlier) {
    return new CallSetting(caller, headers, context, remembered, earlier, tools);
  }

  public CallSetting withTools(List<String> names) {
    return new CallSetting(caller, headers, context, remembered, summary, names);
  }
}
