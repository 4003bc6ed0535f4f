package io.oratio.runtime.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.dialogue.Reply.Kind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FormsTest {
  private Dialogue chat = BikeShop.chat();

  private Reply say(String words) {
    return chat.replyTo(words, true);
  }

  private void asks(String said, String part) {
    Reply reply = say(said);
    assertThat(reply.kind()).as(said + " → " + reply.words()).isEqualTo(Kind.ASK);
    assertThat(reply.words()).as(said).contains(part);
  }

  @Test
  void asksOneFactAfterTheOtherAndReadsThemBack() {
    asks("I would like to book a repair", "Which service");
    asks("the full one please", "which day");
    asks("next tuesday", "what time");
    asks("half past three", "your name");
    asks(
        "my name is Ada Miller",
        "A full service on Tuesday, 24 November at 3:30 pm for Ada Miller. Is that right?");
    Reply done = say("yes that's right");
    assertThat(done.tools())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.name()).isEqualTo("book_repair");
              assertThat(it.arguments())
                  .contains("\"when\":\"2026-11-24T15:30\"")
                  .contains("\"service\":\"full_service\"")
                  .contains("\"name\":\"Ada Miller\"");
            });
    Reply answer = chat.toolAnswered(done.tools().getFirst().toolUseId(), "{\"number\":17}");
    assertThat(answer.words()).isEqualTo("Booked for Tuesday, 24 November. Your number is 17.");
    assertThat(chat.toolAnswered(done.tools().getFirst().toolUseId(), "{}").kind())
        .isEqualTo(Kind.SILENCE);
  }

  @Test
  void takesSeveralFactsFromOneSentence() {
    asks("I need an appointment for a small service tomorrow at three", "your name");
    asks("Bob", "small service on Sunday, 22 November at 3 pm for Bob");
  }

  @Test
  void correctsWhatWasWrong() {
    asks("I want to book a repair for the brakes tomorrow at ten", "your name");
    asks("actually make it friday", "your name");
    asks("it's Jo", "brakes on Friday, 27 November at 10 am for Jo");
    asks("no, at four o'clock", "Friday, 27 November at 4 pm");
    asks("the date is wrong", "which day");
    asks("the third of december", "Thursday, 3 December at 4 pm");
    asks("no", "What should I change");
    asks("the name", "your name");
    asks("Kim Lee", "for Kim Lee");
    asks("no, a full service please", "A full service");
    assertThat(say("correct").tools()).hasSize(1);
  }

  @Test
  void answersAQuestionInBetweenAndGoesOn() {
    asks("book a repair", "Which service");
    Reply aside = say("how much is a full service?");
    assertThat(aside.kind()).isEqualTo(Kind.ANSWER);
    assertThat(aside.words()).contains("129").contains("Which service");
    asks("full", "which day");
    Reply hours = say("when are you open?");
    assertThat(hours.words()).startsWith(BikeShop.HOURS).endsWith("which day will you bring it?");
    Reply unknown = say("what is the capital of france?");
    assertThat(unknown.kind()).isEqualTo(Kind.REJECT);
    assertThat(unknown.words()).contains("which day");
    asks("monday", "what time");
  }

  @Test
  void cancels() {
    asks("book a repair", "Which service");
    assertThat(say("never mind").kind()).isEqualTo(Kind.ANSWER);
    assertThat(say("where are you").words()).isEqualTo(BikeShop.PLACE);
  }

  @Test
  void asksAgainWithHelpAndThenOffersAPerson() {
    chat = BikeShop.phone();
    asks("is my bike ready", "ticket number");
    asks("it is blue", "4 to 6 digits");
    asks("banana", "keys of your phone");
    assertThat(say("banana").words()).contains("speak with a person");
    asks("no", "ticket number");
    Reply use = say("double four one oh");
    assertThat(use.tools())
        .singleElement()
        .satisfies(it -> assertThat(it.arguments()).isEqualTo("{\"ticket\":\"4410\"}"));
    assertThat(
            chat.toolAnswered(use.tools().getFirst().toolUseId(), "{\"state\":\"ready\"}").words())
        .isEqualTo("Your bicycle is ready.");
  }

  @Test
  void saysSoWhenTheToolFails() {
    say("is my bike ready");
    Reply use = say("4711#");
    Reply failed =
        chat.toolAnswered(use.tools().getFirst().toolUseId(), "{\"error\":\"unavailable\"}");
    assertThat(failed.words()).contains("did not work");
    assertThat(say("where are you").words()).isEqualTo(BikeShop.PLACE);
  }

  @Test
  void usesAToolThatMustBeConfirmedBeforeAndAfterTheYes() {
    chat = BikeShop.confirmed();
    say("I need an appointment for a small service tomorrow at three");
    Reply first = say("Bob");
    assertThat(first.tools()).hasSize(1);
    Reply question =
        chat.toolAnswered(
            first.tools().getFirst().toolUseId(), "{\"confirmation_required\":\"Shall I?\"}");
    assertThat(question.kind()).isEqualTo(Kind.ASK);
    assertThat(question.words()).contains("for Bob. Is that right?");
    Reply second = say("yes");
    assertThat(second.tools().getFirst().arguments())
        .isEqualTo(first.tools().getFirst().arguments());
    assertThat(chat.toolAnswered(second.tools().getFirst().toolUseId(), "{\"number\":3}").words())
        .contains("Your number is 3.");
  }

  @Test
  void asksForAYesThatAToolOfAnIntentWants() {
    Reply use = say("is there a group ride today");
    Reply question =
        chat.toolAnswered(
            use.tools().getFirst().toolUseId(),
            "{\"confirmation_required\":true,\"question\":\"Shall I look it up?\"}");
    assertThat(question.words()).isEqualTo("Shall I look it up?");
    Reply again = say("yes please");
    assertThat(again.tools())
        .singleElement()
        .satisfies(it -> assertThat(it.name()).isEqualTo("rides"));
    assertThat(
            chat.toolAnswered(again.tools().getFirst().toolUseId(), "{\"start\":\"14:00\"}")
                .words())
        .isEqualTo("start: 14:00.");
  }

  @Test
  void leavesAFormForAPersonOrAFarewell() {
    say("book a repair");
    assertThat(say("let me talk to someone").kind()).isEqualTo(Kind.HANDOFF);
    say("book a repair");
    assertThat(say("bye").kind()).isEqualTo(Kind.FAREWELL);
  }
}
