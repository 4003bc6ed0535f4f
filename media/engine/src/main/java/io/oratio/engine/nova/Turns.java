package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.Speaker;
import io.oratio.engine.nova.NovaEvent.ContentType;
import io.oratio.engine.nova.NovaEvent.Role;
import io.oratio.engine.nova.NovaEvent.StopReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Makes sense of one connection's contents: whose words, planned or said, belonging to which
/// stretch of speech, and what an interruption makes stale.
///
/// A sentence of the agent comes as planned words, then as sound, then as said words, each in a
/// content of its own. The planned words are told at once, and again when the sound begins, with
/// its content id; the said words take the id of the plan that they fulfil.
///
/// A turn ends with the end of its sound. `completionEnd` ends nothing: it comes when the prompt is
/// closed. Its owner keeps it to one thread at a time.
final class Turns {
  private static final int CONTENTS_MAX = 256;
  private static final int ECHOES_MAX = 16;
  private static final int INTERRUPTION_MAX_CHARS = 64;

  private final String idPrefix;
  private final NovaCounters counters;
  private final Deque<String> instructions = new ArrayDeque<>();
  private final Deque<Plan> plans = new ArrayDeque<>();
  private final Map<String, Content> contents =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Content> eldest) {
          return size() > CONTENTS_MAX;
        }
      };
  private boolean isInterrupted;

  /// @param idPrefix keeps the ids of a conversation's connections apart
  Turns(String idPrefix, NovaCounters counters) {
    this.idPrefix = idPrefix;
    this.counters = counters;
  }

  /// Words that we put into the caller's mouth: should the model repeat them as a transcript, they
  /// are not the caller's.
  void instructed(String words) {
    if (instructions.size() == ECHOES_MAX) {
      instructions.removeFirst();
    }
    instructions.add(words.strip());
  }

  void on(NovaEvent event, Consumer<EngineEvent> out) {
    switch (event) {
      case NovaEvent.ContentStart start -> started(start, out);
      case NovaEvent.TextOutput text -> text(text, out);
      case NovaEvent.AudioOutput audio -> audio(audio, out);
      case NovaEvent.ContentEnd end -> ended(end, out);
      case NovaEvent.ToolUse use ->
          out.accept(new EngineEvent.ToolUse(use.toolUseId(), use.name(), use.arguments()));
      case NovaEvent.Usage _,
          NovaEvent.CompletionStart _,
          NovaEvent.CompletionEnd _,
          NovaEvent.UserSpeech _,
          NovaEvent.Unknown _,
          NovaEvent.Malformed _ -> {
        // Tokens are summed by the owner; the others say nothing about turns.
      }
    }
  }

  /// Whether all that the agent planned has been said or interrupted.
  boolean isSettled() {
    return isInterrupted || plans.stream().allMatch(Plan::isBegun);
  }

  /// `{ "interrupted" : true }` as a text, however it is spaced.
  static boolean isInterruption(String words) {
    if (words.length() > INTERRUPTION_MAX_CHARS || !words.stripLeading().startsWith("{")) {
      return false;
    }
    try (JsonParser parser = Json.parser(words)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (name.equals("interrupted")) {
          return value == JsonToken.VALUE_TRUE;
        }
        parser.skipChildren();
      }
      return false;
    } catch (JacksonException _) {
      return false;
    }
  }

  private void started(NovaEvent.ContentStart start, Consumer<EngineEvent> out) {
    contents.put(start.contentId(), new Content(start.type(), start.role(), start.isSpeculative()));
    if (start.type() == ContentType.AUDIO) {
      isInterrupted = false;
      for (Plan plan : plans) {
        if (plan.audioId.isEmpty()) {
          plan.audioId = id(start.contentId());
          out.accept(plan.transcript(Stage.PLANNED, plan.words));
        }
      }
    } else if (start.isSpeculative() && isInterrupted) {
      // A new answer: what was planned before the interruption will never be said.
      plans.clear();
    }
  }

  private void text(NovaEvent.TextOutput text, Consumer<EngineEvent> out) {
    Content content =
        contents.computeIfAbsent(
            text.contentId(), _ -> new Content(ContentType.TEXT, text.role(), false));
    if (isInterruption(text.words())) {
      interrupt(content, out);
      return;
    }
    Role role = content.role == Role.OTHER ? text.role() : content.role;
    content.append(text.words());
    String words = content.words.toString().strip();
    if (words.isEmpty()) {
      return;
    }
    if (role == Role.USER) {
      if (!instructions.contains(words)) {
        Stage stage = content.isSpeculative ? Stage.PARTIAL : Stage.FINAL;
        out.accept(
            new EngineEvent.Transcript(id(text.contentId()), Speaker.CALLER, stage, words, ""));
      }
    } else if (content.isSpeculative) {
      planned(text.contentId(), words, out);
    } else {
      said(content, id(text.contentId()), words, out);
    }
  }

  private void planned(String contentId, String words, Consumer<EngineEvent> out) {
    String id = id(contentId);
    Plan plan = plans.peekLast();
    if (plan == null || !plan.id.equals(id)) {
      plan = new Plan(id);
      plans.add(plan);
      if (plans.size() > CONTENTS_MAX) {
        plans.removeFirst();
      }
    }
    plan.words = words;
    out.accept(plan.transcript(Stage.PLANNED, words));
  }

  /// Finds the plan that these words fulfil. Said words come in the order of the plans, whole, or
  /// cut where the caller interrupted, or in several pieces.
  private void said(Content content, String ownId, String words, Consumer<EngineEvent> out) {
    if (content.fulfils == null) {
      content.fulfils = planOf(words);
      if (content.fulfils != null) {
        content.before = content.fulfils.said;
      }
    }
    Plan plan = content.fulfils;
    if (plan == null) {
      out.accept(new EngineEvent.Transcript(ownId, Speaker.AGENT, Stage.FINAL, words, ""));
      return;
    }
    plan.said = join(content.before, words);
    out.accept(plan.transcript(Stage.FINAL, plan.said));
    if (plan.isFulfilled()) {
      plans.remove(plan);
    }
  }

  private @Nullable Plan planOf(String words) {
    Plan found = null;
    for (Plan plan : plans) {
      if (plan.isContinuedBy(words)) {
        found = plan;
        break;
      }
      if (found == null && !plan.isBegun()) {
        found = plan;
      }
    }
    // What was planned earlier has been passed over.
    while (found != null && plans.peekFirst() != found) {
      plans.removeFirst();
    }
    return found;
  }

  private void audio(NovaEvent.AudioOutput audio, Consumer<EngineEvent> out) {
    Content content = contents.get(audio.contentId());
    if (isInterrupted || content != null && content.isStale) {
      counters.count(NovaCounter.STALE_AUDIO);
    } else if (audio.samples().length > 0) {
      out.accept(new EngineEvent.AudioOut(id(audio.contentId()), audio.samples()));
    }
  }

  private void ended(NovaEvent.ContentEnd end, Consumer<EngineEvent> out) {
    Content content = contents.remove(end.contentId());
    if (end.stopReason() == StopReason.INTERRUPTED) {
      interrupt(content, out);
      return;
    }
    ContentType type = content == null ? end.type() : content.type;
    boolean isStale = isInterrupted || content != null && content.isStale;
    if (type == ContentType.AUDIO && !isStale) {
      out.accept(new EngineEvent.SpeechEnd(id(end.contentId())));
    }
  }

  /// One interruption is told in up to three ways (a text, the end of a text, the end of a sound),
  /// in no certain order; it is passed on once, until new speech begins.
  private void interrupt(@Nullable Content content, Consumer<EngineEvent> out) {
    if (isInterrupted || content != null && content.isStale) {
      return;
    }
    isInterrupted = true;
    contents.values().forEach(each -> each.isStale = true);
    out.accept(new EngineEvent.Interrupted());
  }

  private String id(String contentId) {
    return idPrefix + contentId;
  }

  private static String join(String before, String words) {
    return before.isEmpty() ? words : before + " " + words;
  }

  private static final class Content {
    private final ContentType type;
    private final Role role;
    private final boolean isSpeculative;
    private final StringBuilder words = new StringBuilder();
    private boolean isStale;
    private @Nullable Plan fulfils;
    private String before = "";

    Content(ContentType type, Role role, boolean isSpeculative) {
      this.type = type;
      this.role = role;
      this.isSpeculative = isSpeculative;
    }

    void append(String more) {
      boolean needsSpace =
          !words.isEmpty()
              && !Character.isWhitespace(words.charAt(words.length() - 1))
              && !more.isEmpty()
              && Character.isLetterOrDigit(more.charAt(0));
      if (needsSpace) {
        words.append(' ');
      }
      words.append(more);
    }
  }

  private static final class Plan {
    private final String id;
    private String words = "";
    private String said = "";
    private String audioId = "";

    Plan(String id) {
      this.id = id;
    }

    boolean isBegun() {
      return !said.isEmpty();
    }

    boolean isFulfilled() {
      return said.length() >= words.length();
    }

    boolean isContinuedBy(String more) {
      String whole = join(said, more);
      return words.startsWith(whole) || said.isEmpty() && more.startsWith(words);
    }

    EngineEvent.Transcript transcript(Stage stage, String shown) {
      return new EngineEvent.Transcript(id, Speaker.AGENT, stage, shown, audioId);
    }
  }
}
