package io.oratio.runtime.knowledge.index;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.embed.HashEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Builds one index again and again until somebody kills the process: the program of
/// [KillDuringBuildTest]. Round `n` has forty passages that all say `round n`.
public final class EndlessBuilds {
  static final int PASSAGES = 40;
  static final IndexKey KEY = new IndexKey(new TenantId("t1"), "hotel", 1);

  private EndlessBuilds() {}

  public static void main(String[] args) throws IOException {
    try (Indexes indexes =
        new Indexes(
            Path.of(args[0]),
            new HashEmbedder(),
            () -> UUID.randomUUID().toString().replace("-", ""),
            1)) {
      for (int round = Integer.parseInt(args[1]); ; round++) {
        indexes.replace(KEY, entries(round), "en", "round " + round);
        System.out.println("built " + round);
      }
    }
  }

  static List<Entry> entries(int round) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < PASSAGES; i++) {
      entries.add(
          Entry.ofDocument(
              "round-" + round, "", "passage " + i, "", "Passage " + i + " says round " + round));
    }
    return entries;
  }
}
