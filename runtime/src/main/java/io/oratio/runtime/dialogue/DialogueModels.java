package io.oratio.runtime.dialogue;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.knowledge.Embedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The dialogue models of the versions that are talked to, made once each and kept for the last
/// [#KEPT_MAX] of them. Safe from any thread; the first to ask for a version makes its model, the
/// others wait for it.
public final class DialogueModels {
  /// How many are kept.
  public static final int KEPT_MAX = 100;

  private final Embedder embedder;
  private final Documents documents;
  private final Map<Key, CompletableFuture<DialogueModel>> kept =
      new LinkedHashMap<>(16, 0.75f, true);

  /// What should be known of a version's documents.
  @FunctionalInterface
  public interface Documents {
    /// @return as [DocumentPhrases] makes them; none where nothing is indexed
    List<String> phrases(TenantId tenantId, String agentId, int agentVersion);
  }

  private record Key(TenantId tenantId, String agentId, int version) {}

  public DialogueModels(Embedder embedder, Documents documents) {
    this.embedder = embedder;
    this.documents = documents;
  }

  /// The model of a version. Takes some milliseconds a phrase the first time.
  public DialogueModel of(AgentDefinition agent, TenantId tenantId, int version) {
    Key key = new Key(tenantId, agent.agentId(), version);
    CompletableFuture<DialogueModel> mine = new CompletableFuture<>();
    CompletableFuture<DialogueModel> known;
    synchronized (kept) {
      known = kept.putIfAbsent(key, mine);
      if (kept.size() > KEPT_MAX) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return known == null ? made(agent, key, mine) : joined(known);
  }

  /// Makes the model of a version anew the next time: what it knows has changed.
  public void forget(TenantId tenantId, String agentId, int version) {
    synchronized (kept) {
      kept.remove(new Key(tenantId, agentId, version));
    }
  }

  private DialogueModel made(
      AgentDefinition agent, Key key, CompletableFuture<DialogueModel> mine) {
    try {
      DialogueModel model =
          DialogueModel.of(
              agent, documents.phrases(key.tenantId, key.agentId, key.version), embedder);
      mine.complete(model);
      return model;
    } catch (RuntimeException e) { // whoever waits must not wait for ever; the next one tries anew
      mine.completeExceptionally(e);
      synchronized (kept) {
        kept.remove(key, mine);
      }
      throw e;
    }
  }

  private static DialogueModel joined(CompletableFuture<DialogueModel> model) {
    try {
      return model.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("another conversation could not make this model", e);
    }
  }
}
