package io.oratio.domain.conversation;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Conversations kept in memory, for tests.
public final class InMemoryConversations implements Conversations {
  private final Map<Key, Conversation> conversations = new ConcurrentHashMap<>();
  private final Map<Key, NavigableMap<Integer, Message>> messages = new ConcurrentHashMap<>();
  private final Map<RunKey, Left> runs = new ConcurrentHashMap<>();

  @Override
  public void save(Conversation conversation) {
    conversations.compute(
        new Key(conversation.tenantId(), conversation.conversationId()),
        (_, it) -> conversation.using(it == null ? Usage.NONE : it.usage()));
  }

  @Override
  public Optional<Conversation> find(TenantId tenantId, String conversationId) {
    return Optional.ofNullable(conversations.get(new Key(tenantId, conversationId)));
  }

  @Override
  public List<Conversation> recent(TenantId tenantId, int limit) {
    return conversations.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Conversation::updatedAt).reversed())
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public Page<Conversation> list(
      TenantId tenantId, Optional<String> agentId, Optional<Cursor> after, int limit) {
    return Page.of(
        conversations.values().stream(),
        it -> it.tenantId().equals(tenantId) && agentId.map(it.agentId()::equals).orElse(true),
        Conversation::place,
        after,
        limit);
  }

  @Override
  public int removeOf(TenantId tenantId, String agentId, int limit) {
    List<Conversation> gone = list(tenantId, Optional.of(agentId), Optional.empty(), limit).items();
    for (Conversation each : gone) {
      Key key = new Key(tenantId, each.conversationId());
      messages.remove(key);
      runs.keySet().removeIf(it -> it.conversation().equals(key));
      conversations.remove(key);
    }
    return gone.size();
  }

  @Override
  public boolean append(TenantId tenantId, String conversationId, Message message) {
    Key key = new Key(tenantId, conversationId);
    if (!conversations.containsKey(key)) {
      throw new IllegalStateException("there is no conversation " + conversationId);
    }
    return messages
            .computeIfAbsent(key, _ -> new ConcurrentSkipListMap<>())
            .putIfAbsent(message.sequence(), message)
        == null;
  }

  @Override
  public List<Message> messages(
      TenantId tenantId, String conversationId, int afterSequence, int limit) {
    Shape.limit(limit);
    return of(tenantId, conversationId).tailMap(afterSequence, false).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public int lastSequence(TenantId tenantId, String conversationId) {
    Map.Entry<Integer, Message> last = of(tenantId, conversationId).lastEntry();
    return last == null ? 0 : last.getKey();
  }

  @Override
  public Usage charge(TenantId tenantId, String conversationId, Usage used) {
    Conversation charged =
        conversations.computeIfPresent(
            new Key(tenantId, conversationId), (_, it) -> it.using(it.usage().plus(used)));
    if (charged == null) {
      throw new IllegalStateException("there is no conversation " + conversationId);
    }
    return charged.usage();
  }

  @Override
  public void save(TenantId tenantId, Run run) {
    runs.put(
        new RunKey(new Key(tenantId, run.conversationId()), run.runId()), new Left(tenantId, run));
  }

  @Override
  public List<Run> runs(TenantId tenantId, String conversationId, int limit) {
    Key conversation = new Key(tenantId, conversationId);
    return runs.entrySet().stream()
        .filter(it -> it.getKey().conversation().equals(conversation))
        .map(it -> it.getValue().run())
        .sorted(Comparator.comparing(Run::startedAt).thenComparing(Run::runId).reversed())
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public List<Left> unfinishedOn(String node) {
    return runs.values().stream()
        .filter(it -> it.run().node().equals(node) && it.run().status() == Run.Status.RUNNING)
        .toList();
  }

  private NavigableMap<Integer, Message> of(TenantId tenantId, String conversationId) {
    return messages.getOrDefault(new Key(tenantId, conversationId), new ConcurrentSkipListMap<>());
  }

  private record Key(TenantId tenantId, String conversationId) {}

  private record RunKey(Key conversation, String runId) {}
}
