package io.oratio.standalone;

import io.oratio.runtime.conversation.Answer;
import io.oratio.runtime.conversation.RunEvent;
import io.oratio.runtime.conversation.RunEventJson;
import io.oratio.runtime.knowledge.Passage;
import java.io.PrintStream;
import java.util.function.Consumer;

/// Prints a conversation: words as they come, tools as dim lines, sources after the answer; or one
/// line of JSON for each event and answer. Events come on the run's thread, all else on the
/// command's; never both at once.
final class ChatPrinter implements Consumer<RunEvent> {
  private static final String DIM = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";
  private static final int LONGEST_LINE = 160;

  private final PrintStream out;
  private final boolean isJson;
  private final boolean isTerminal;
  private boolean isLineOpen;

  ChatPrinter(PrintStream out, boolean isJson, boolean isTerminal) {
    this.out = out;
    this.isJson = isJson;
    this.isTerminal = isTerminal;
  }

  void greeting(String words) {
    if (!isJson && isTerminal) {
      out.println(shown(words));
    }
  }

  void opened(String conversationId, boolean hasModel) {
    if (isJson) {
      // Told first, so that a script that is cut off knows what to go on with.
      out.println("{\"type\":\"conversation\",\"conversationId\":\"" + conversationId + "\"}");
      out.flush();
      return;
    }
    if (isTerminal) {
      dim(
          (hasModel ? "" : "The offline agent answers: no model is configured. ")
              + "Conversation "
              + conversationId
              + "; Ctrl-C stops an answer, Ctrl-D ends.");
    }
  }

  void prompt() {
    if (!isJson && isTerminal) {
      out.print("> ");
      out.flush();
    }
  }

  void closed() {
    if (!isJson && isTerminal) {
      out.println();
    }
    out.flush();
  }

  @Override
  public void accept(RunEvent event) {
    if (isJson) {
      out.println(RunEventJson.of(event));
      out.flush();
      return;
    }
    switch (event) {
      case RunEvent.RunStatus _ -> {}
      case RunEvent.MessageDelta delta -> {
        out.print(shown(delta.text()));
        out.flush();
        isLineOpen = true;
      }
      case RunEvent.ToolCall call -> dim("[" + call.name() + " " + call.arguments() + "]");
      case RunEvent.ToolResult result ->
          dim("[" + result.name() + ": " + result.outcome() + " " + result.json() + "]");
      case RunEvent.Sources sources -> {
        endLine();
        for (Passage each : sources.passages()) {
          dim(
              "  from "
                  + (each.title().isBlank() ? each.path() : each.title())
                  + (each.place().isBlank() ? "" : ", " + each.place()));
        }
      }
    }
  }

  void answered(String conversationId, Answer answer) {
    if (isJson) {
      out.println(RunEventJson.of(conversationId, answer));
      out.flush();
      return;
    }
    endLine();
    switch (answer.reason()) {
      case CANCELLED -> dim("(stopped)");
      case HANDED_OFF -> dim("(a human being was asked to take over)");
      case BUDGET_REACHED, ENDED -> dim("(the conversation is over)");
      case USUAL, RESUMED, UNAVAILABLE, BROKEN_OFF, TOO_MANY_TOOLS, OUR_ERROR -> {}
    }
    out.flush();
  }

  private void dim(String line) {
    endLine();
    String shown = shown(line).replace('\n', ' ');
    String cut = shown.length() > LONGEST_LINE ? shown.substring(0, LONGEST_LINE - 1) + "…" : shown;
    out.println(isTerminal ? DIM + cut + PLAIN : cut);
  }

  private void endLine() {
    if (isLineOpen) {
      out.println();
      isLineOpen = false;
    }
  }

  /// Without the characters by which words from elsewhere could steer a terminal.
  private static String shown(String words) {
    return words.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
  }
}
