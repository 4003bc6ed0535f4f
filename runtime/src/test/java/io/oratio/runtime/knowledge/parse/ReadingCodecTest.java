package io.oratio.runtime.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.runtime.knowledge.parse.Block.Code;
import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Block.ListItem;
import io.oratio.runtime.knowledge.parse.Block.Paragraph;
import io.oratio.runtime.knowledge.parse.Block.Table;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the worker says is what its owner hears.
class ReadingCodecTest {
  private static final Parsed ALL =
      new Parsed(
          "Größe",
          "text/plain",
          List.of(
              new Heading(3, "h", Place.NONE),
              new Paragraph("p 😀", new Place.Page(7)),
              new ListItem(2, "i", Place.NONE),
              new Table(List.of("a", ""), List.of(List.of("1", "2")), new Place.Row(2)),
              new Code("c\n d", Place.NONE)));

  @Test
  void carriesEveryKindOfBlock() throws IOException {
    assertThat(ReadingCodec.decode(ReadingCodec.encode(ALL))).isEqualTo(ALL);
  }

  @Test
  void carriesEveryReason() throws IOException {
    for (Reason reason : Reason.values()) {
      Refused refused = new Refused(reason, "It is " + reason.wireName() + ".");
      assertThat(ReadingCodec.decode(ReadingCodec.encode(refused))).isEqualTo(refused);
    }
  }

  @Test
  void refusesAnAnswerCutAnywhere() {
    byte[] bytes = ReadingCodec.encode(ALL);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ReadingCodec.decode(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void carriesARequestWithItsLimits() throws IOException {
    ParseRequest request = new ParseRequest("größe.pdf", ParseLimits.STANDARD);
    assertThat(ParseRequest.decode(request.encoded())).isEqualTo(request);
  }
}
