package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.grammar.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What anybody may want of any agent, told from a few plain patterns.
enum Wish {
  /// To end the conversation.
  LEAVE(
      "(\\S+ ){0,5}(good ?bye|bye( bye)?|cheerio)( \\S+){0,3}",
      "(\\S+ ){0,3}(hang up|end the call|end the chat)( \\S+){0,2}",
      "((no|nope|okay|ok|great|perfect|yes) )?((thanks|thank you)( very much| so much| a lot)? )?"
          + "(that's|that is|that was|that'll be|that will be) (all|everything|it)( .{0,40})?",
      "(no )?(thanks|thank you)( very much)? (that's|that is) (all|it|everything)( .*)?",
      "(no )?(nothing else|nothing more)( .{0,30})?",
      "i'm done( .{0,30})?",
      "(see you( later| soon| then| tomorrow)?|have a (nice|good|great) (day|evening|one|weekend))("
          + " .{0,20})?"),
  /// To talk to a human being.
  PERSON(
      "(.* )?(speak|talk|chat|connect)( me)?( to| with)?( .*)? (person|human|human"
          + " being|someone|somebody|agent|representative|operator|colleague|member of"
          + " staff|staff|employee|receptionist|manager|advisor|adviser|assistant|supervisor|people)("
          + " .*)?",
      "(.* )?(somebody|someone|a person|a human)( .{0,40})? (speak|talk) (to|with) me( .*)?",
      "(.* )?(transfer|connect) (me|my call|us)( (to|with|through|over|please|now)( .{0,40})?)?",
      "(.* )?put (me|my call|us) (through|on)( .{0,40})?",
      "((can|could|may) (i|you) )?(i )?((want|need|get|have|give me|would like|prefer)"
          + " )*((a|an|the|your|any) )?(real |actual |live )?(person|human|human"
          + " being|agent|operator|representative|receptionist)( please| now| instead)*"),
  /// To hear the last sentence again.
  REPEAT(
      "((can|could|would) you )?(please )?(repeat|say) (that|it|this|yourself)( again| once more|"
          + " please)*",
      "(say|tell me) that again( please)?",
      "((can|could|would) you )?(please )?repeat( please)?( .{0,20})?",
      "pardon( me)?",
      "(sorry )?(what|come again|what was that|what did you say)( please)?",
      "(sorry )?i (did not|didn't) (understand|get|catch|hear)( you| that| it| what you said)*"),
  /// To know with what it speaks.
  WHO(
      "(.* )?(who|what) are you( .{0,20})?",
      "(.* )?who am i (speaking|talking|chatting) (to|with)( .*)?",
      "(.* )?are you (a |an )?(real"
          + " )?(robot|bot|computer|machine|human|person|real|ai|chatbot|artificial intelligence)("
          + " .*)?",
      "(.* )?am i (speaking|talking|chatting) (to|with) (a |an )?(real"
          + " )?(machine|computer|robot|bot|human|person)( .*)?"),
  /// To know what may be asked.
  HELP(
      "(i need |can you |could you |please )*help( me)?( please)?",
      "(.* )?what (can|could) (you do|i ask|you help)( .*)?",
      "(.* )?what (do|can) you (know|do)( about)?( here)?",
      "(.* )?how can you help( .*)?",
      "what are my options|menu|options"),
  /// Only a greeting.
  GREETING(
      "(hello|hi|hey|hiya|howdy|greetings)( there| again)?( how are you( doing)?( today)?)?",
      "(hello |hi )?good (morning|afternoon|evening|day)",
      "(hello |hi )?how are you( doing)?( today)?",
      "is (anybody|anyone|somebody|someone) there|can you hear me"),
  /// Only thanks.
  THANKS(
      "((okay|ok|great|perfect|good|alright|all right|excellent|wonderful|lovely|super|cool)"
          + " )*(many thanks|thanks|thank you|thx|cheers|much appreciated)( very much| a lot| so"
          + " much| again| thanks| indeed)*( for .{1,60})?",
      "great|perfect|excellent|wonderful|super|cool|lovely|got it|i see|understood|very good|good"
          + " to know"),
  /// To give up what is going on.
  CANCEL(
      "(.* )?(never ?mind|forget (it|about it|that))( .*)?",
      "((can|could) (i|we|you) )?(please )?(cancel|stop|abort|quit|start over)( it| that| this|"
          + " please| now| everything| the (call|booking|order|appointment|request|form|whole"
          + " thing))*",
      "(.* )?i('ve| have)? changed my mind( .{0,30})?",
      "(.* )?i (don't|do not) want (to|that|this|it)( anymore| any more| .{0,20})?"),
  YES(
      "(yes|yeah|yep|sure|okay|ok|correct|right|that's right|of course|certainly)( please| that's"
          + " right)*"),
  NO(
      "(no|nope|nah|not really|no that's wrong)( thanks| thank you| not now| i'm good| i'm fine|"
          + " please)*");

  private static final Set<String> LEAD_IN =
      Set.of(
          "please",
          "um",
          "uh",
          "well",
          "oh",
          "so",
          "er",
          "erm",
          "okay",
          "ok",
          "and",
          "hi",
          "hello",
          "hey",
          "sorry",
          "actually",
          "look");

  private final List<Pattern> patterns;

  Wish(String... patterns) {
    this.patterns = Arrays.stream(patterns).map(Pattern::compile).toList();
  }

  /// The wish these words tell, if it is one of the common ones.
  static Optional<Wish> in(Tokens tokens) {
    String whole = tokens.text();
    Optional<Wish> exact = matching(whole);
    if (exact.isPresent()) {
      return exact;
    }
    int from = 0;
    while (from < tokens.size() - 1 && LEAD_IN.contains(tokens.at(from))) {
      from++;
    }
    return matching(String.join(" ", tokens.words().subList(from, tokens.size())));
  }

  private static Optional<Wish> matching(String said) {
    if (said.length() > 160) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .filter(wish -> wish.patterns.stream().anyMatch(it -> it.matcher(said).matches()))
        .findFirst();
  }

  /// Whether the words are unmistakably a farewell, even where any words may be an answer.
  static boolean isPlainGoodbye(Tokens tokens) {
    return tokens.hasAny("bye", "goodbye") && tokens.size() <= 6;
  }
}
