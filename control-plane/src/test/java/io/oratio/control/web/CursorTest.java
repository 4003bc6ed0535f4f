package io.oratio.control.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CursorTest {
  private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00.123456Z");

  @Test
  void comesBackAsItWent() {
    Cursor cursor = Cursor.after(MORNING, "ses_1");
    Cursor back = Cursor.parse(cursor.text(), 2);
    assertThat(back.time(0)).isEqualTo(MORNING);
    assertThat(back.key(1)).isEqualTo("ses_1");
    assertThat(cursor.text()).matches("[A-Za-z0-9_=-]{1,512}");
  }

  @Test
  void refusesOneThatIsNotOurs() {
    for (String text :
        List.of("", "x", "====", "a".repeat(600), Cursor.after("one").text(), "_____w")) {
      assertThatThrownBy(() -> Cursor.parse(text, 2))
          .as(text)
          .isInstanceOfSatisfying(
              Refusal.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CURSOR_INVALID));
    }
    assertThatThrownBy(() -> Cursor.parse(Cursor.after("no time", "x").text(), 2).time(0))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void neverThrowsAnythingElse() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text = Base64.getUrlEncoder().encodeToString(bytes);
      try {
        Cursor.parse(text, 2).time(0);
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.CURSOR_INVALID);
      }
    }
  }

  @Test
  void aPageSaysWhereItGoesOnOnlyIfItDoes() {
    List<String> found = List.of("a", "b", "c");
    JsonNode more = body(found, 2);
    assertThat(more.path("data")).hasSize(2);
    assertThat(Cursor.parse(more.path("nextCursor").stringValue(""), 1).key(0)).isEqualTo("b");
    assertThat(body(found, 3).has("nextCursor")).isFalse();
    assertThat(body(List.of(), 3).path("data")).isEmpty();
  }

  private static JsonNode body(List<String> found, int limit) {
    Answer answer =
        Page.of(found, limit, JsonNodeFactory.instance::stringNode, it -> Cursor.after(it));
    return ((Answer.Body.Tree) answer.body()).json();
  }
}
