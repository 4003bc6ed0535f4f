package io.oratio.engine.local.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineSetup.Answer;
import io.oratio.engine.EngineSetup.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexicalAnswersTest {
  private static final List<Answer> ANSWERS =
      List.of(
          new Answer(
              List.of(
                  "When are you open?",
                  "What are your opening hours?",
                  "Are you open on Saturday?",
                  "What time do you close today?"),
              "hours"),
          new Answer(
              List.of("Where are you?", "Where is your office?", "What is your address?"), "place"),
          new Answer(
              List.of(
                  "I would like a refund.",
                  "Can I get my money back?",
                  "What is your return policy?"),
              "refund"),
          new Answer(
              List.of(
                  "Where is my order?",
                  "When will my package arrive?",
                  "I want to track my delivery."),
              "parcel"),
          new Answer(
              List.of("How much does it cost?", "What are your prices?", "How much is shipping?"),
              "price"),
          new Answer(List.of("I forgot my password.", "How do I reset my password?"), "password"),
          new Answer(List.of("Is my call recorded?", "Do you keep a transcript?"), "recording"));

  private final LexicalAnswers answers =
      new LexicalAnswers("Hello.", ANSWERS, List.of(tool("hang_up"), tool("transfer")));

  private static ToolSpec tool(String name) {
    return new ToolSpec(name, name, "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "what are your opening hours, hours",
    "when do you open, hours",
    "at what time are you closing today please, hours",
    "are you open saturday, hours",
    "tell me your address please, place",
    "where are you located, place",
    "how do i get my money back, refund",
    "i want a refund, refund",
    "can you tell me about the return policy, refund",
    "when does my package arrive, parcel",
    "where is my delivery, parcel",
    "how much do you charge for shipping, price",
    "i forgot the password, password",
    "i have forgotten my passward, password",
    "is this call being recorded, recording"
  })
  void answersParaphrases(String said, String answer) {
    assertThat(answers.replyTo(said, true)).isEqualTo(new Reply.Answer(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "could you recommend a good book about gardening",
        "the weather in paris is lovely this spring",
        "my brother plays the violin in an orchestra",
        "what is the capital of france",
        "nine credit later by my what eight",
        "a"
      })
  void asksBackWhenItIsAskedSomethingElse(String said) {
    Reply reply = answers.replyTo(said, true);

    assertThat(reply).isInstanceOf(Reply.Clarify.class);
    assertThat(((Reply.Clarify) reply).words()).contains("offline engine").contains("?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "goodbye",
        "thank you, goodbye.",
        "okay bye",
        "that's all thank you",
        "please hang up",
        "no thanks that's all"
      })
  void hangsUpWhenTheCallerTakesLeave(String said) {
    assertThat(answers.replyTo(said, true))
        .isInstanceOfSatisfying(
            Reply.UseTools.class,
            it -> assertThat(it.tools().getFirst().name()).isEqualTo("hang_up"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "can I speak to a person please",
        "operator",
        "let me talk to a human",
        "please transfer me",
        "i want to speak with someone"
      })
  void transfersWhoWantsAPerson(String said) {
    assertThat(answers.replyTo(said, true))
        .isInstanceOfSatisfying(
            Reply.UseTools.class,
            it -> assertThat(it.tools().getFirst().name()).isEqualTo("transfer"));
  }

  @Test
  void saysSoWhenItHasNoToolForThat() {
    LexicalAnswers without = new LexicalAnswers("", ANSWERS, List.of());

    assertThat(without.replyTo("goodbye", true)).isInstanceOf(Reply.Answer.class);
    assertThat(without.replyTo("operator", true))
        .isInstanceOfSatisfying(
            Reply.Answer.class, it -> assertThat(it.words()).contains("cannot"));
  }

  @Test
  void repeatsWhatItSaidLast() {
    assertThat(answers.replyTo("can you repeat that", true)).isEqualTo(new Reply.Answer("Hello."));
    answers.replyTo("where are you", true);
    assertThat(answers.replyTo("pardon", true)).isEqualTo(new Reply.Answer("place"));
  }

  @Test
  void saysThatItIsAMachine() {
    assertThat(answers.replyTo("are you a robot", true))
        .isInstanceOfSatisfying(
            Reply.Answer.class, it -> assertThat(it.words()).contains("offline engine"));
  }

  @Test
  void doesNothingRashOnADoubtfulGuess() {
    assertThat(answers.replyTo("goodbye", false)).isInstanceOf(Reply.Clarify.class);
    assertThat(answers.replyTo("when open a good book", false)).isInstanceOf(Reply.Clarify.class);
    assertThat(answers.replyTo("what are your opening hours", false))
        .isEqualTo(new Reply.Answer("hours"));
  }

  @Test
  void offersAPersonWhenItFailsAgain() {
    answers.replyTo("the weather in paris", true);

    assertThat(answers.replyTo("the weather in rome", true))
        .isInstanceOfSatisfying(
            Reply.Clarify.class, it -> assertThat(it.words()).contains("speak to a person"));
  }

  @Test
  void saysNothingToNoWords() {
    assertThat(answers.replyTo(" ?! ", true)).isEqualTo(new Reply.Silence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "help", "thanks", "yes", "no thank you", "who are you"})
  void isPoliteWithoutAnyAnswersAtAll(String said) {
    LexicalAnswers empty = new LexicalAnswers("", List.of(), List.of());

    assertThat(empty.replyTo(said, true)).isInstanceOf(Reply.Answer.class);
    assertThat(empty.questions()).isEmpty();
  }
}
