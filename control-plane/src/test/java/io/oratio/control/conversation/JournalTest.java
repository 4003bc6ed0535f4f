package io.oratio.control.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.web.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JournalTest {
  private final Journal journal = new Journal(1, 8);

  @Test
  void givesWhatCameAfterAPlaceAndWhatComesThen() {
    run(1, 2, 3);
    List<Long> read = new ArrayList<>();
    Runnable undo = journal.read(1_000_001, it -> read.add(it.seq())).orElseThrow();
    assertThat(read).containsExactly(1_000_002L, 1_000_003L, 3_000_000L);
    journal.begin(data(), 3);
    assertThat(read).endsWith(3_000_001L);
    undo.run();
    journal.add("message_delta", data());
    assertThat(read).hasSize(4);
  }

  @Test
  void namesTheStoredMessagesThatStandForWholeRunsItHasLetGo() {
    run(1, 2, 3);
    run(3, 6, 5);
    // The first run is gone to its end, and nothing of the second.
    assertThat(journal.missed(0)).isEqualTo(new Journal.Missed.Stored(0, 3, 3_000_000));
    assertThat(journal.missed(1_000_002)).isEqualTo(new Journal.Missed.Stored(1, 3, 3_000_000));
    assertThat(journal.missed(3_000_000)).isEqualTo(new Journal.Missed.Kept(3_000_000));
  }

  @Test
  void cannotSayWhatWasMissedOfARunItHasLetGoInPart() {
    run(1, 20, 3);
    assertThat(journal.missed(0)).isEqualTo(new Journal.Missed.Lost());
    assertThat(journal.missed(1_000_001)).isEqualTo(new Journal.Missed.Lost());
    assertThat(journal.missed(journal.last())).isEqualTo(new Journal.Missed.Kept(journal.last()));
    assertThat(journal.read(0, _ -> {})).isEmpty();
  }

  @Test
  void cannotSayWhatCameAfterAPlaceThatIsNone() {
    assertThat(journal.missed(-1)).isEqualTo(new Journal.Missed.Lost());
    assertThat(journal.missed(journal.last() + 1)).isEqualTo(new Journal.Missed.Lost());
  }

  @Test
  void beginsBeforeTheRunThatLasts() {
    assertThat(journal.beginning()).isEqualTo(1_000_000);
    journal.begin(data(), 1);
    journal.add("message_delta", data());
    assertThat(journal.beginning()).isEqualTo(1_000_000);
    journal.end(data(), 3);
    assertThat(journal.beginning()).isEqualTo(3_000_000);
  }

  private void run(int storedBefore, int deltas, int storedAfter) {
    journal.begin(data(), storedBefore);
    for (int i = 0; i < deltas; i++) {
      journal.add("message_delta", data());
    }
    journal.end(data(), storedAfter);
  }

  private static ObjectNode data() {
    return Json.object().node();
  }
}
