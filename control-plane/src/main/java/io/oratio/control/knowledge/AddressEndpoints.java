package io.oratio.control.knowledge;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeDocument.Source;
import io.oratio.runtime.agent.DraftLearning;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `/api/agents/{agentId}/addresses`. Which addresses may be fetched at all is decided where they
/// are fetched; one that may not be becomes a refused document with the reason.
final class AddressEndpoints implements Endpoints {
  private static final int MOST = 100;

  private final KnowledgeChanges changes;
  private final DraftLearning learning;
  private final KnowledgeNews news;

  AddressEndpoints(KnowledgeChanges changes, DraftLearning learning, KnowledgeNews news) {
    this.changes = changes;
    this.learning = learning;
    this.news = news;
  }

  @Override
  public void register(Register on) {
    on.answer("listAddresses", this::list);
    on.answer("addAddress", this::add);
    on.answer("deleteAddress", this::delete);
    on.answer("refreshAddress", this::refresh);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<String> after = request.text("cursor").map(it -> Cursor.parse(it, 1).key(0));
    List<KnowledgeDocument> wanted =
        changes.documents(request).stream()
            .filter(it -> it.source() == Source.ADDRESS)
            .filter(it -> after.isEmpty() || Ids.ofAddress(it.path()).compareTo(after.get()) > 0)
            .sorted(Comparator.comparing(it -> Ids.ofAddress(it.path())))
            .limit(limit + 1L)
            .toList();
    return Page.of(
        wanted,
        limit,
        it -> DocumentJson.address(request.path("agentId"), it),
        it -> Cursor.after(Ids.ofAddress(it.path())));
  }

  private Answer add(Request request) {
    String url = request.body().path("url").stringValue("");
    String description = request.body().path("description").stringValue("");
    List<KnowledgeDocument> after =
        changes.change(
            request,
            draft -> {
              List<KnowledgeDocument> there =
                  draft.documents().stream().filter(it -> it.source() == Source.ADDRESS).toList();
              if (there.stream().anyMatch(it -> it.path().equalsIgnoreCase(url))) {
                throw Refusal.of(ErrorCode.DOCUMENT_EXISTS, "The agent knows this page already.")
                    .at("/url", "is there already");
              }
              if (there.size() >= MOST) {
                throw Refusal.of(
                    ErrorCode.VALIDATION_FAILED, "An agent knows at most " + MOST + " pages.");
              }
              Addresses.add(draft, url, description);
            });
    String id = Ids.ofAddress(url);
    news.of(request, "address.added", id);
    return Answer.accepted(DocumentJson.address(request.path("agentId"), address(after, id)));
  }

  private Answer delete(Request request) {
    String id = request.path("addressId");
    changes.change(
        request, draft -> Addresses.remove(draft, address(draft.documents(), id).path()));
    news.of(request, "address.removed", id);
    return Answer.nothing();
  }

  /// All pages of the version are fetched again: what has not changed costs nothing more.
  private Answer refresh(Request request) {
    String id = request.path("addressId");
    Agent agent = changes.agent(request);
    KnowledgeDocument address = address(changes.documents(request), id);
    int latest =
        changes
            .latest(agent)
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.AGENT_NOT_READY,
                        "The agent is not made yet; wait for its creation."));
    learning.refetch(agent.tenantId(), agent.agentId(), latest);
    news.of(request, "address.refreshed", id);
    return Answer.accepted(DocumentJson.address(agent.agentId(), address));
  }

  private static KnowledgeDocument address(List<KnowledgeDocument> all, String id) {
    return all.stream()
        .filter(it -> it.source() == Source.ADDRESS && Ids.ofAddress(it.path()).equals(id))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(ErrorCode.ADDRESS_NOT_FOUND, "The agent has no such address."));
  }
}
