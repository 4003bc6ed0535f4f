package io.oratio.engine.nova;

/// What this engine counts, with the name and the help text of the metric.
public enum NovaCounter {
  AUDIO_DROPPED(
      "audio_events_dropped", "Audio events dropped because the network did not keep up."),
  OUTBOX_FULL("outbox_full", "Sessions broken off because too many events waited for the network."),
  UNKNOWN_EVENTS("unknown_events", "Events of the model that this engine does not know."),
  MALFORMED_EVENTS("malformed_events", "Events of the model that could not be read."),
  STALE_AUDIO("stale_audio_events", "Speech that arrived after the caller had interrupted it."),
  TOOLS_UNANSWERED("tools_unanswered", "Tool uses answered with an error because nobody did."),
  TOOL_RESULTS_IGNORED("tool_results_ignored", "Tool results that no tool use waited for."),
  TOOL_RESULTS_WRAPPED("tool_results_wrapped", "Tool results that were no JSON object."),
  TEXT_UNSUPPORTED("text_unsupported", "Texts not sent because the model takes only sound."),
  SILENCE_FED("silence_events", "Audio events of silence fed because no sound came."),
  HISTORY_TRIMMED("history_trimmed", "Histories cut to what the model takes."),
  LISTENER_FAILURES("listener_failures", "Exceptions thrown by a session's listener."),
  FAILURES_AFTER_CLOSE("failures_after_close", "Streams that failed after we had ended them."),
  CONTINUATIONS("continuations", "Conversations moved to a new connection."),
  CONTINUATIONS_FAILED("continuations_failed", "New connections that could not take over.");

  private final String metric;
  private final String help;

  NovaCounter(String noun, String help) {
    this.metric = "oratio_engine_nova_" + noun + "_total";
    this.help = help;
  }

  /// The metric's name.
  public String metric() {
    return metric;
  }

  /// The metric's help text.
  public String help() {
    return help;
  }
}
