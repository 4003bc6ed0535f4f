package io.oratio.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final String QUESTION =
      "Shall I do this: cancel booking, with room 12, amount 80? Please say yes or no.";

  @Test
  void hearsTheUsualWaysOfSayingYes() {
    for (String words :
        List.of(
            "yes",
            "Yes.",
            "YES!",
            "yeah",
            "Yep",
            "um, yes",
            "oh yeah sure",
            "correct",
            "that's right",
            "That’s correct, thank you",
            "Yes please do",
            "go ahead",
            "yes go ahead",
            "ok",
            "okay, do it",
            "sure, go for it",
            "of course",
            "absolutely",
            "yes, that is correct",
            "yes I would like that",
            "yes, cancel it",
            "yes, room 12",
            "Yes, cancel booking for room 12, please",
            "yes 80",
            "please do",
            "1",
            " 1 ",
            "I confirm",
            "all right")) {
      assertThat(Consent.in(words, "en-US", QUESTION)).as(words).isEqualTo(Consent.YES);
    }
  }

  @Test
  void hearsOtherLanguagesOfTheAgent() {
    Map<String, List<String>> yes =
        Map.of(
            "de", List.of("ja", "Ja, bitte", "genau", "ja, das stimmt", "in Ordnung"),
            "fr-FR", List.of("oui", "d'accord", "oui, s'il vous plaît", "bien sûr"),
            "es", List.of("sí", "sí, por favor", "claro", "de acuerdo"),
            "it", List.of("sì", "va bene", "sì grazie"),
            "pt-BR", List.of("sim", "sim, por favor"),
            "nl", List.of("ja", "ja, graag", "klopt"));
    yes.forEach(
        (language, all) ->
            all.forEach(
                it ->
                    assertThat(Consent.in(it, language, QUESTION)).as(it).isEqualTo(Consent.YES)));
    assertThat(Consent.in("ja, aber nicht heute", "de", QUESTION)).isEqualTo(Consent.UNCLEAR);
    assertThat(Consent.in("nein", "de", QUESTION)).isEqualTo(Consent.NO);
    assertThat(Consent.in("oui mais non", "fr", QUESTION)).isEqualTo(Consent.UNCLEAR);
    assertThat(Consent.in("ja", "en", QUESTION)).isEqualTo(Consent.UNCLEAR);
  }

  @Test
  void hearsANo() {
    for (String words :
        List.of("no", "No!", "nope", "no thanks", "don't", "stop", "wait", "2", "um no")) {
      assertThat(Consent.in(words, "en", QUESTION)).as(words).isEqualTo(Consent.NO);
    }
  }

  @Test
  void takesNothingElseForAnAnswer() {
    for (String words :
        List.of(
            "yes but tomorrow",
            "yes no",
            "yes, room 13",
            "yes, ninety",
            "yes, if it is free of charge",
            "yes, not",
            "yes?",
            "is it yes",
            "what",
            "she said \"yes\"",
            "right now I am busy",
            "okay and who are you",
            "sure, hold on",
            "1 2",
            "yes yes yes yes yes yes yes yes yes yes yes yes yes",
            "!?")) {
      assertThat(Consent.in(words, "en", QUESTION)).as(words).isNotEqualTo(Consent.YES);
    }
  }

  @Test
  void overlooksSilenceAndSounds() {
    for (String words : List.of("", "  ", "um", "hmm, er", "...")) {
      assertThat(Consent.in(words, "en", QUESTION)).as(words).isEqualTo(Consent.NOTHING);
    }
  }

  @Test
  void isNotTalkedIntoAYesByTheQuestion() {
    String crooked = "Shall I do this: pay, with note no but not if wait unless 499? Yes or no?";
    assertThat(Consent.in("yes but not", "en", crooked)).isEqualTo(Consent.UNCLEAR);
    assertThat(Consent.in("yes wait", "en", crooked)).isEqualTo(Consent.UNCLEAR);
  }
}
