package io.oratio.runtime.dialogue;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Knowledge of a few passages, searched by meaning alone.
final class TestKnowledge implements Knowledge {
  private static final double ENOUGH = 0.3;

  private final Embedder embedder;
  private final List<Passage> passages;
  private final List<float[]> vectors;

  TestKnowledge(Embedder embedder, List<Passage> passages) {
    this.embedder = embedder;
    this.passages = passages;
    this.vectors =
        passages.isEmpty()
            ? List.of()
            : embedder.embed(passages.stream().map(it -> it.place() + ". " + it.text()).toList());
  }

  @Override
  public Found search(
      TenantId tenantId, String agentId, int agentVersion, String question, int limit) {
    float[] wanted = embedder.embed(List.of(question)).getFirst();
    List<Passage> found = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      double score = 0;
      for (int k = 0; k < wanted.length; k++) {
        score += wanted[k] * vectors.get(i)[k];
      }
      Passage it = passages.get(i);
      found.add(new Passage(it.path(), it.title(), it.place(), it.text(), Math.max(0, score)));
    }
    found.sort(Comparator.comparingDouble(Passage::score).reversed());
    List<Passage> best = found.subList(0, Math.min(limit, found.size()));
    return new Found(best, !best.isEmpty() && best.getFirst().score() >= ENOUGH);
  }
}
