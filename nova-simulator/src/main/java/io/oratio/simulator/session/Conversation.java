package io.oratio.simulator.session;

import io.oratio.simulator.protocol.InputEvent;
import io.oratio.simulator.protocol.OutputEvents;
import io.oratio.simulator.protocol.OutputEvents.Usage;
import io.oratio.simulator.report.SessionLedger;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ToolCall;
import io.oratio.simulator.script.VoiceSetting;
import io.oratio.simulator.voice.SpeechDetector;
import io.oratio.simulator.voice.SyntheticVoice;
import io.oratio.simulator.voice.Voice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the simulated model does with what it hears: whose turn it is, which reply comes, which
/// tool is called, and that it stops when the caller speaks over it.
final class Conversation implements SpeechDetector.Listener {
  private static final int MOST_WAITING = 16;
  private static final long SHORTEST_SPEECH_MS = 400;
  private static final long LONGEST_SPEECH_MS = 120_000;

  private final Script script;
  private final Recordings recordings;
  private final InputEvent.PromptStart prompt;
  private final OutputEvents out;
  private final Line line;
  private final SessionLedger ledger;
  private final Supplier<String> ids;
  private final Consumer<String> toolCalled;
  private final boolean announcesTwice;
  private final Voice voice;
  private final Replies replies;
  private final Deque<Utterance> agenda = new ArrayDeque<>();
  private final Map<String, Pending> owed = new LinkedHashMap<>();
  private Optional<SpeechDetector> detector = Optional.empty();
  private Optional<Playout> playout = Optional.empty();
  private Usage usage = Usage.NONE;
  private Usage usageTold = Usage.NONE;
  private boolean hasBegun;
  private long nowNanos;

  Conversation(
      Setting setting,
      InputEvent.PromptStart prompt,
      Line line,
      SessionLedger ledger,
      Consumer<String> toolCalled) {
    this.script = setting.script();
    this.recordings = setting.recordings();
    this.prompt = prompt;
    this.ids = setting.ids();
    this.out = new OutputEvents(setting.sessionId(), prompt.promptName(), ids.get());
    this.line = line;
    this.ledger = ledger;
    this.toolCalled = toolCalled;
    this.announcesTwice = setting.announcesInterruptionsTwice();
    this.voice =
        new SyntheticVoice(
            setting.toneHz(),
            prompt.outputRateHz(),
            script.voice().level(),
            script.voice().kind() == VoiceSetting.Kind.TONE);
    this.replies = new Replies(script);
  }

  OutputEvents events() {
    return out;
  }

  void audioOpened(SpeechDetector opened) {
    detector = Optional.of(opened);
  }

  void audio(byte[] pcm, long now) {
    nowNanos = now;
    detector.ifPresent(ear -> ear.hear(pcm));
  }

  void text(String text, long now) {
    nowNanos = now;
    usage = add(usage, 0, text.length() / 4 + 1, 0, 0);
    Reply reply = replies.toText(text);
    answer(reply, text, 0, false);
  }

  void toolResult(String toolUseId, String content, long now) {
    nowNanos = now;
    Pending pending = owed.remove(toolUseId);
    if (pending == null) {
      return;
    }
    pending.results.append(pending.results.isEmpty() ? "" : " ").append(content);
    if (!owed.containsValue(pending)) {
      say(
          pending.reply,
          replies.words(pending.reply, pending.heard, pending.lengthMs, pending.results.toString()),
          false);
    }
  }

  void tick(long now) {
    nowNanos = now;
    if (playout.isEmpty()
        && !agenda.isEmpty()
        && agenda.getFirst().readyNanos() <= now
        && detector.filter(SpeechDetector::isSpeaking).isEmpty()) {
      begin();
      playout =
          Optional.of(
              new Playout(
                  agenda.removeFirst(),
                  out,
                  line,
                  ledger,
                  script.pace(),
                  prompt.outputRateHz(),
                  ids,
                  now));
    }
    if (playout.isPresent()) {
      playout.get().tick(now);
      if (playout.get().isDone()) {
        playout = Optional.empty();
        tellUsage();
      }
    }
  }

  /// The prompt was closed: what is being said breaks off.
  void close() {
    playout.ifPresent(Playout::close);
    playout = Optional.empty();
    agenda.clear();
    begin();
    tellUsage();
    line.event("completionEnd", out.completionEnd());
  }

  @Override
  public void utteranceBegan(long offsetMs) {
    begin();
    if (script.speechEvents()) {
      line.event(
          "userSpeechStart", out.other("userSpeechStart", Map.of("inputAudioOffsetMs", offsetMs)));
    }
    if (playout.isPresent()) {
      playout.get().interrupt(nowNanos, announcesTwice);
      playout = Optional.empty();
      ledger.interruption();
      tellUsage();
    }
  }

  @Override
  public void utteranceEnded(long lengthMs, long offsetMs) {
    ledger.turn();
    if (script.speechEvents()) {
      line.event(
          "userSpeechEnd", out.other("userSpeechEnd", Map.of("inputAudioOffsetMs", offsetMs)));
    }
    String heard = replies.heard(lengthMs);
    String contentId = ids.get();
    line.event("contentStart", out.textStart(contentId, "USER", "FINAL"));
    line.event("textOutput", out.text(contentId, "USER", heard));
    line.event("contentEnd", out.contentEnd(contentId, "TEXT", "PARTIAL_TURN"));
    usage = add(usage, (int) (lengthMs / 40), 0, 0, 0);
    agenda.removeIf(Utterance::fromSpeech);
    answer(replies.toSpeech(heard), heard, lengthMs, true);
  }

  private void answer(Reply reply, String heard, long lengthMs, boolean fromSpeech) {
    List<ToolCall> calls =
        reply.tools().stream().filter(call -> prompt.tools().contains(call.name())).toList();
    if (calls.isEmpty()) {
      if (!reply.tools().isEmpty()) {
        ledger.warning("the script calls a tool that the prompt does not declare");
      }
      say(reply, replies.words(reply, heard, lengthMs, ""), fromSpeech);
      return;
    }
    begin();
    Pending pending = new Pending(reply, heard, lengthMs);
    for (ToolCall call : calls) {
      String toolUseId = ids.get();
      String contentId = ids.get();
      owed.put(toolUseId, pending);
      toolCalled.accept(toolUseId);
      ledger.toolUse();
      line.event("contentStart", out.toolStart(contentId));
      line.event("toolUse", out.toolUse(contentId, call.name(), toolUseId, call.arguments()));
      line.event("contentEnd", out.contentEnd(contentId, "TOOL", "TOOL_USE"));
    }
  }

  private void say(Reply reply, String words, boolean fromSpeech) {
    if (agenda.size() == MOST_WAITING) {
      ledger.warning("more than " + MOST_WAITING + " replies were waiting; one was left out");
      return;
    }
    int rateHz = prompt.outputRateHz();
    Optional<short[]> recording = reply.wav().flatMap(file -> recordings.at(file, rateHz));
    long spokenMs =
        reply.length().orElse(script.pace().perCharacter().multipliedBy(words.length())).toMillis();
    long lengthMs = Math.clamp(spokenMs, SHORTEST_SPEECH_MS, LONGEST_SPEECH_MS);
    int samples = recording.map(found -> found.length).orElse((int) (lengthMs * rateHz / 1000));
    usage = add(usage, 0, 0, (int) (samples * 25L / rateHz), words.length() / 4 + 1);
    long thinking = reply.thinking().orElse(script.pace().thinking()).toNanos();
    agenda.addLast(
        new Utterance(
            recording.isPresent()
                ? List.of(new Utterance.Sentence(words, samples))
                : Utterance.sentences(words, samples),
            recording.map(Voice::recorded).orElse(voice),
            fromSpeech,
            nowNanos,
            nowNanos + thinking));
  }

  private void begin() {
    if (!hasBegun) {
      hasBegun = true;
      line.event("completionStart", out.completionStart());
    }
  }

  private void tellUsage() {
    if (!usage.equals(usageTold)) {
      line.event("usageEvent", out.usage(usage.since(usageTold), usage));
      usageTold = usage;
    }
  }

  private static Usage add(Usage to, int speechIn, int textIn, int speechOut, int textOut) {
    return new Usage(
        to.speechIn() + speechIn,
        to.textIn() + textIn,
        to.speechOut() + speechOut,
        to.textOut() + textOut);
  }

  /// A reply that waits for its tools.
  private static final class Pending {
    private final Reply reply;
    private final String heard;
    private final long lengthMs;
    private final StringBuilder results = new StringBuilder();

    Pending(Reply reply, String heard, long lengthMs) {
      this.reply = reply;
      this.heard = heard;
      this.lengthMs = lengthMs;
    }
  }
}
