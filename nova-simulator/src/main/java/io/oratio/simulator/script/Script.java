package io.oratio.simulator.script;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// What the simulated model does. It cannot recognise words: what it "hears" stands in the script.
///
/// @param voice the synthetic voice
/// @param pace how fast things come
/// @param heard the transcripts of the caller's utterances, in order, the last one again and again;
///   `{seconds}` stands for the length of the utterance
/// @param greeting the reply to the first interactive text that quotes nothing
/// @param replies the other replies: those with `when` where it fits, the rest in turn, for ever
/// @param speechEvents whether userSpeechStart and userSpeechEnd are sent, as Nova 2 does
///   undocumented
/// @param faults what goes wrong, and for whom
public record Script(
    VoiceSetting voice,
    Pace pace,
    List<String> heard,
    Reply greeting,
    List<Reply> replies,
    boolean speechEvents,
    List<FaultRule> faults) {
  public Script {
    heard = List.copyOf(heard);
    replies = List.copyOf(replies);
    faults = List.copyOf(faults);
    if (heard.isEmpty() || replies.isEmpty()) {
      throw new IllegalArgumentException("A script hears something and says something");
    }
  }

  /// What is done when nobody wrote a script.
  public static Script standard() {
    return new Script(
        new VoiceSetting(VoiceSetting.Kind.SPEECH, OptionalDouble.empty(), 0.3),
        new Pace(4, Duration.ofMillis(40), Duration.ofMillis(300), Duration.ofMillis(60)),
        List.of("(speech of {seconds} s)"),
        Reply.saying("Hello, this is the Nova Sonic simulator. How can I help you?"),
        List.of(
            Reply.saying(
                "I heard you speak for {seconds} seconds. This is answer number {number}.")),
        false,
        List.of());
  }

  public Script withVoice(VoiceSetting other) {
    return new Script(other, pace, heard, greeting, replies, speechEvents, faults);
  }

  public Script withPace(Pace other) {
    return new Script(voice, other, heard, greeting, replies, speechEvents, faults);
  }

  public Script withHeard(String... transcripts) {
    return new Script(voice, pace, List.of(transcripts), greeting, replies, speechEvents, faults);
  }

  public Script withGreeting(Reply other) {
    return new Script(voice, pace, heard, other, replies, speechEvents, faults);
  }

  public Script withReplies(Reply... others) {
    return new Script(voice, pace, heard, greeting, List.of(others), speechEvents, faults);
  }

  public Script withSpeechEvents(boolean sent) {
    return new Script(voice, pace, heard, greeting, replies, sent, faults);
  }

  public Script withFaults(FaultRule... rules) {
    return new Script(voice, pace, heard, greeting, replies, speechEvents, List.of(rules));
  }
}
