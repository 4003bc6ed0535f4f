package io.oratio.domain.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final Cursor PLACE = new Cursor(Samples.MORNING, "ses_01-Z");

  @Test
  void isReadAsItWasWritten() {
    for (Cursor each :
        List.of(
            PLACE,
            new Cursor(Instant.EPOCH, "x"),
            new Cursor(Instant.parse("1969-12-31T23:59:59.999999Z"), "x".repeat(64)))) {
      assertThat(Cursor.parse(each.text())).isEqualTo(each);
      assertThat(each.text()).matches("[A-Za-z0-9_-]+");
    }
  }

  @Test
  void refusesWhatIsNotOursAndSaysWhatToDo() {
    String text = PLACE.text();
    Stream<String> damaged =
        IntStream.range(0, text.length())
            .mapToObj(
                it ->
                    text.substring(0, it)
                        + (text.charAt(it) == 'A' ? 'B' : 'A')
                        + text.substring(it + 1));
    Stream.concat(
            Stream.of("", "x", "2", "next", "AQ", text + "AAAA", text + "%", "A".repeat(5000)),
            damaged)
        .forEach(
            it ->
                assertThatIllegalArgumentException()
                    .as(it)
                    .isThrownBy(() -> Cursor.parse(it))
                    .withMessageContaining("given back as it came"));
  }

  @Test
  void comesFirstWhereItIsNewer() {
    Cursor newer = new Cursor(Samples.MORNING.plusSeconds(1), "a");
    Cursor smaller = new Cursor(Samples.MORNING, "ses_00");
    assertThat(Stream.of(smaller, PLACE, newer).sorted()).containsExactly(newer, PLACE, smaller);
  }

  @Test
  void leadsThroughAListAndEnds() {
    List<Cursor> all =
        IntStream.range(0, 5).mapToObj(it -> new Cursor(Samples.MORNING, "id" + it)).toList();
    Page<Cursor> first = Page.of(all.stream(), _ -> true, it -> it, Optional.empty(), 3);
    assertThat(first.items()).extracting(Cursor::id).containsExactly("id4", "id3", "id2");
    Page<Cursor> second = Page.of(all.stream(), _ -> true, it -> it, first.next(), 3);
    assertThat(second.map(Cursor::id))
        .isEqualTo(new Page<>(List.of("id1", "id0"), Optional.empty()));
    assertThat(Page.of(all.stream(), _ -> true, it -> it, Optional.empty(), 5).next()).isEmpty();
  }
}
