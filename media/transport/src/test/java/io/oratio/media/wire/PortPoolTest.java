package io.oratio.media.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {
  private static final long QUARANTINE = 2_000_000_000L;
  private long now = Long.MAX_VALUE - 100;

  @Test
  void lendsEveryEvenPortOfTheRangeOnceAndThenNone() {
    PortPool pool = pool(40_001, 40_012);
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      ports.add(pool.take().orElseThrow());
    }
    assertThat(ports).containsExactlyInAnyOrder(40_002, 40_004, 40_006, 40_008, 40_010);
    assertThat(pool.take()).isEmpty();
    assertThat(pool.size()).isEqualTo(5);
    assertThat(pool.freeNow()).isZero();
  }

  @Test
  void leavesOutALastEvenPortWithoutAnOddNeighbour() {
    PortPool pool = pool(40_000, 40_002);
    assertThat(pool.take()).hasValue(40_000);
    assertThat(pool.take()).isEmpty();
  }

  @Test
  void restsAReturnedPortForTheWholeQuarantine() {
    PortPool pool = pool(40_000, 40_001);
    pool.giveBack(pool.take().orElseThrow());
    assertThat(pool.take()).isEmpty();
    now += QUARANTINE - 1;
    assertThat(pool.take()).isEmpty();
    assertThat(pool.freeNow()).isZero();
    now += 1;
    assertThat(pool.freeNow()).isEqualTo(1);
    assertThat(pool.take()).hasValue(40_000);
  }

  @Test
  void drawsPortsInNoOrder() {
    PortPool pool = pool(40_000, 40_199);
    List<Integer> drawn = new ArrayList<>();
    for (OptionalInt port = pool.take(); port.isPresent(); port = pool.take()) {
      drawn.add(port.getAsInt());
    }
    assertThat(drawn).hasSize(100).doesNotHaveDuplicates();
    assertThat(drawn).isNotEqualTo(drawn.stream().sorted().toList());
  }

  private PortPool pool(int first, int last) {
    return new PortPool(first, last, QUARANTINE, new Random(1), () -> now);
  }
}
