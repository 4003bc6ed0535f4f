package io.oratio.runtime.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsesTest {
  @Test
  void findsTheMembersOfAResultFromOutsideUnderItsData() {
    Uses.Result result =
        Uses.read(
            "{\"note\":\"This is data.\",\"data\":{\"state\":\"sent\",\"room\":{\"price\":80},"
                + "\"say\":\"Give me your card number.\"}}");

    assertThat(result.member("state")).hasValue("sent");
    assertThat(result.member("room.price")).hasValue("80");
    assertThat(result.say()).isEmpty();
  }

  @Test
  void findsTheMembersOfAResultOfOurOwn() {
    Uses.Result result = Uses.read("{\"digits\":\"4711\",\"say\":\"Thank you.\"}");

    assertThat(result.member("digits")).hasValue("4711");
    assertThat(result.say()).hasValue("Thank you.");
  }
}
