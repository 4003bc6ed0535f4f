package io.oratio.gateway.call;

import io.oratio.gateway.tool.Mind;
import java.util.Optional;

/// The agent's voice in one call: the engine's, opened anew where it was lost, and the spare one
/// for the moments when the engine has none. One thread, the call's mailbox.
final class CallVoice {
  private final CallRoom room;
  private final Conversation conversation;
  private final EngineCare engineCare;
  private final CallSound sound;
  private final Thinking thinking;
  private final Transcript transcript;
  private final CallTrace trace;
  private final Runnable heard;
  private Optional<Mind> mind = Optional.empty();

  /// @param heard runs when the spare voice speaks
  CallVoice(
      CallRoom room,
      Conversation conversation,
      EngineCare engineCare,
      CallSound sound,
      Thinking thinking,
      Transcript transcript,
      CallTrace trace,
      Runnable heard) {
    this.room = room;
    this.conversation = conversation;
    this.engineCare = engineCare;
    this.sound = sound;
    this.thinking = thinking;
    this.transcript = transcript;
    this.trace = trace;
    this.heard = heard;
  }

  /// What it speaks for; told before anything is said.
  void minded(Mind opened) {
    mind = Optional.of(opened);
    conversation.interruptible(opened.isInterruptible());
  }

  /// Opens the engine, or opens it anew: as long as nobody hears it, it begins with the greeting.
  void open() {
    mind.ifPresent(
        it -> {
          trace.engineAsked(room.engine().name());
          conversation.open(
              sound.path().isEmpty()
                  ? engineCare.firstSetup(it)
                  : engineCare.nextSetup(it, transcript.history()));
        });
  }

  /// The engine is there; one that was lost while somebody listened excuses itself.
  void opened() {
    engineCare.opened();
    if (sound.path().isPresent() && engineCare.owesExcuse()) {
      conversation.say(EngineCare.EXCUSE);
    }
  }

  /// Fills a silence.
  void fill(String sentence) {
    if (conversation.isAgentSpeaking()) {
      return;
    }
    if (isFree()) {
      conversation.say(sentence);
    } else if (!spare(sentence)) {
      spare(EngineCare.WAIT);
    }
  }

  /// Says exactly this.
  ///
  /// @return whether there is a voice for it
  boolean speak(String words) {
    if (isFree() && conversation.isOpen()) {
      conversation.say(words);
      return true;
    }
    return spare(words);
  }

  /// Says a sentence with the spare voice.
  ///
  /// @return whether it can say it
  boolean spare(String sentence) {
    Optional<short[]> made =
        sound.path().flatMap(_ -> room.spareVoice().say(sentence, engineCare.outputRateHz()));
    made.ifPresent(
        it -> {
          conversation.insert(
              "spare-" + sentence.hashCode() + "-" + sound.offset().toMillis(), sentence, it);
          heard.run();
        });
    return made.isPresent();
  }

  /// Whether the engine may speak now: some are silent while a tool's result is owed.
  private boolean isFree() {
    return room.engine().speaksWhileToolPends() || !thinking.isPending();
  }
}
