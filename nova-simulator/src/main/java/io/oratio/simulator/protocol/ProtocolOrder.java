package io.oratio.simulator.protocol;

import io.oratio.simulator.protocol.InputEvent.Content;
import io.oratio.simulator.protocol.InputEvent.Role;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The order in which events must come, and what they may refer to. Belongs to one session.
///
/// ```
/// sessionStart promptStart SYSTEM* (USER ASSISTANT)* AUDIO…{audioInput | USER interactive | TOOL}*
///   contentEnd promptEnd sessionEnd
/// ```
public final class ProtocolOrder {
  private static final int MOST_CONTENTS = 10_000;

  private final boolean isFirstGeneration;
  private final HistoryLimits limits;
  private final Objections objections;
  private final Map<String, OpenContent> open = new LinkedHashMap<>();
  private final Set<String> usedNames = new HashSet<>();
  private final Set<String> owedTools = new LinkedHashSet<>();
  private boolean sessionStarted;
  private boolean sessionEnded;
  private Optional<String> promptName = Optional.empty();
  private boolean promptClosed;
  private boolean audioSeen;
  private Optional<Role> lastOfHistory = Optional.empty();
  private int historyBytes;

  /// @param modelId decides what the model knows: `amazon.nova-sonic-v1` has neither turn detection
  ///   nor interactive text
  public ProtocolOrder(String modelId, HistoryLimits limits, Objections objections) {
    this.isFirstGeneration = modelId.startsWith("amazon.nova-sonic-v1");
    this.limits = limits;
    this.objections = objections;
  }

  /// Says that a tool was called, so that its result may come.
  public void toolCalled(String toolUseId) {
    owedTools.add(toolUseId);
  }

  public boolean owesTools() {
    return !owedTools.isEmpty();
  }

  public boolean hasEnded() {
    return sessionEnded;
  }

  /// The kind of an open content.
  public Optional<Content> openContent(String contentName) {
    return Optional.ofNullable(open.get(contentName)).map(found -> found.kind);
  }

  /// Checks one event and takes it in.
  public void accept(InputEvent event) throws Refusal {
    if (sessionEnded) {
      objections.raise(Refusal.INVALID_REQUEST, event.name() + " after sessionEnd");
    }
    if (!sessionStarted && !(event instanceof InputEvent.SessionStart)) {
      objections.raise(Refusal.INVALID_REQUEST, event.name() + " before sessionStart");
    }
    switch (event) {
      case InputEvent.SessionStart start -> sessionStart(start);
      case InputEvent.PromptStart start -> promptStart(start);
      case InputEvent.ContentStart start -> contentStart(start);
      case InputEvent.TextInput text -> textInput(text);
      case InputEvent.AudioInput audio -> audioInput(audio);
      case InputEvent.ToolResult result -> toolResult(result);
      case InputEvent.ContentEnd end -> contentEnd(end);
      case InputEvent.PromptEnd end -> promptEnd(end);
      case InputEvent.SessionEnd _ -> sessionEnd();
    }
  }

  /// Checks what may not be missing when the input ends.
  public void inputEnded() throws Refusal {
    if (!sessionEnded) {
      raiseUnclosedPrompt();
      objections.raise(Refusal.INVALID_REQUEST, "the input ended without sessionEnd");
    }
  }

  private void sessionStart(InputEvent.SessionStart start) throws Refusal {
    if (sessionStarted) {
      objections.raise(Refusal.INVALID_REQUEST, "a second sessionStart");
    }
    if (isFirstGeneration && start.sensitivity().isPresent()) {
      objections.raise(
          Refusal.UNPARSABLE, "turnDetectionConfiguration is not known to nova-sonic-v1");
    }
    sessionStarted = true;
  }

  private void promptStart(InputEvent.PromptStart start) throws Refusal {
    if (promptName.isPresent()) {
      objections.raise(Refusal.INVALID_REQUEST, "a second promptStart");
    }
    promptName = Optional.of(start.promptName());
  }

  private void contentStart(InputEvent.ContentStart start) throws Refusal {
    checkPrompt(start.promptName(), start.name());
    if (!usedNames.add(start.contentName())) {
      objections.raise(Refusal.INVALID_REQUEST, "contentName used twice: " + start.contentName());
    }
    if (usedNames.size() > MOST_CONTENTS) {
      throw new Refusal(Refusal.INVALID_REQUEST, "more than " + MOST_CONTENTS + " contents");
    }
    switch (start.content()) {
      case Content.Text text -> textStart(text);
      case Content.Audio _ -> {
        if (open.values().stream().anyMatch(other -> other.kind instanceof Content.Audio)) {
          objections.raise(Refusal.INVALID_REQUEST, "a second AUDIO content while one is open");
        }
        checkNoHistoryOpen();
        audioSeen = true;
      }
      case Content.Tool tool -> {
        if (!owedTools.remove(tool.toolUseId())) {
          objections.raise(Refusal.TOOL_RESPONSE, "no result is owed for " + tool.toolUseId());
        }
      }
    }
    open.put(start.contentName(), new OpenContent(start.content()));
  }

  private void textStart(Content.Text text) throws Refusal {
    if (text.interactive()) {
      if (isFirstGeneration) {
        objections.raise(Refusal.INVALID_REQUEST, "nova-sonic-v1 takes no interactive text");
      }
      if (text.role() != Role.USER) {
        objections.raise(Refusal.INVALID_REQUEST, "interactive text of role " + text.role());
      }
      return;
    }
    if (audioSeen) {
      objections.raise(Refusal.HISTORY_AFTER_AUDIO, text.role() + " text after audio");
    }
    if (text.role() == Role.SYSTEM || text.role() == Role.SYSTEM_SPEECH) {
      if (lastOfHistory.isPresent()) {
        objections.raise(Refusal.INVALID_REQUEST, text.role() + " text after the chat history");
      }
      return;
    }
    if (lastOfHistory.isEmpty() && text.role() != Role.USER) {
      objections.raise(Refusal.INVALID_REQUEST, "the chat history does not begin with USER");
    }
    if (lastOfHistory.isPresent() && lastOfHistory.get() == text.role()) {
      objections.raise(Refusal.INVALID_REQUEST, "two " + text.role() + " messages in a row");
    }
    lastOfHistory = Optional.of(text.role());
  }

  private void textInput(InputEvent.TextInput input) throws Refusal {
    OpenContent content = checkContent(input.promptName(), input.contentName(), input.name());
    if (!(content.kind instanceof Content.Text text)) {
      objections.raise(Refusal.INVALID_REQUEST, "textInput for a content that is not TEXT");
      return;
    }
    int bytes = input.content().getBytes(StandardCharsets.UTF_8).length;
    content.bytes += bytes;
    boolean isHistory =
        !text.interactive() && (text.role() == Role.USER || text.role() == Role.ASSISTANT);
    if (isHistory) {
      historyBytes += bytes;
    }
    if (historyBytes > limits.totalBytes()
        || (isHistory && content.bytes > limits.messageBytes())) {
      objections.raise(Refusal.HISTORY_TOO_LONG, "history of " + historyBytes + " bytes");
    }
  }

  private void audioInput(InputEvent.AudioInput input) throws Refusal {
    OpenContent content = checkContent(input.promptName(), input.contentName(), input.name());
    if (!(content.kind instanceof Content.Audio)) {
      objections.raise(Refusal.INVALID_REQUEST, "audioInput for a content that is not AUDIO");
    }
    checkNoHistoryOpen();
  }

  private void toolResult(InputEvent.ToolResult result) throws Refusal {
    OpenContent content = checkContent(result.promptName(), result.contentName(), result.name());
    if (!(content.kind instanceof Content.Tool)) {
      objections.raise(Refusal.INVALID_REQUEST, "toolResult for a content that is not TOOL");
    }
    content.bytes += 1;
    if (!InputReader.isJsonObject(result.content())) {
      objections.raise(Refusal.TOOL_RESPONSE, "toolResult.content is not a JSON object");
    }
  }

  private void contentEnd(InputEvent.ContentEnd end) throws Refusal {
    OpenContent content = checkContent(end.promptName(), end.contentName(), end.name());
    if (content.kind instanceof Content.Tool && content.bytes == 0) {
      objections.raise(Refusal.TOOL_RESPONSE, "a TOOL content without toolResult");
    }
    open.remove(end.contentName());
  }

  private void promptEnd(InputEvent.PromptEnd end) throws Refusal {
    checkPrompt(end.promptName(), end.name());
    if (!open.isEmpty()) {
      objections.raise(
          "Error(s): Error 1 : The following contents were not closed: " + open.keySet(),
          "promptEnd while contents are open");
    }
    open.clear();
    promptClosed = true;
  }

  private void sessionEnd() throws Refusal {
    raiseUnclosedPrompt();
    sessionEnded = true;
  }

  private void raiseUnclosedPrompt() throws Refusal {
    if (promptName.isPresent() && !promptClosed) {
      objections.raise(
          "Error(s): Error 1 : The following prompts were not closed: [" + promptName.get() + "]",
          "the session ended while its prompt was open");
    }
  }

  private void checkPrompt(String name, String event) throws Refusal {
    if (promptName.isEmpty() || promptClosed || !promptName.get().equals(name)) {
      objections.raise("No open prompt found for prompt name: " + name, event);
    }
  }

  private OpenContent checkContent(String prompt, String name, String event) throws Refusal {
    checkPrompt(prompt, event);
    OpenContent content = open.get(name);
    if (content == null) {
      // There is nothing a lenient judge could go on with: the event is dropped.
      throw new Refusal("No open content found for content name: " + name, event);
    }
    return content;
  }

  private void checkNoHistoryOpen() throws Refusal {
    boolean isHistoryOpen =
        open.values().stream()
            .anyMatch(other -> other.kind instanceof Content.Text text && !text.interactive());
    if (isHistoryOpen) {
      objections.raise(Refusal.HISTORY_AFTER_AUDIO, "audio while a text of the prompt is open");
    }
  }

  private static final class OpenContent {
    private final Content kind;
    private int bytes;

    OpenContent(Content kind) {
      this.kind = kind;
    }
  }
}
