package io.oratio.control.conversation;

import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.tenant.TenantId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The journals of this process. One that somebody holds stays; of the others the ones longest
/// unused are let go. Any thread.
final class Journals {
  private final Conversations conversations;
  private final ConversationSettings settings;
  private final Map<Key, Held> held = new LinkedHashMap<>(64, 0.75f, true);

  Journals(Conversations conversations, ConversationSettings settings) {
    this.conversations = conversations;
    this.settings = settings;
  }

  private record Key(TenantId tenantId, String conversationId) {}

  private static final class Held {
    final Journal journal;
    int holders;

    Held(Journal journal) {
      this.journal = journal;
    }
  }

  /// A journal that stays until it is let go; to be let go once.
  record Hold(Journal journal, Runnable letGo) {}

  /// The journal of a conversation that is there. May block.
  Hold hold(TenantId tenantId, String conversationId) {
    Key key = new Key(tenantId, conversationId);
    synchronized (held) {
      Held there = held.get(key);
      if (there != null) {
        return hold(there);
      }
    }
    int stored = conversations.lastSequence(tenantId, conversationId);
    synchronized (held) {
      Held its =
          held.computeIfAbsent(key, _ -> new Held(new Journal(stored, settings.journalEvents())));
      Hold hold = hold(its);
      trim();
      return hold;
    }
  }

  int count() {
    synchronized (held) {
      return held.size();
    }
  }

  private Hold hold(Held its) {
    its.holders++;
    return new Hold(
        its.journal,
        () -> {
          synchronized (held) {
            its.holders--;
          }
        });
  }

  private void trim() {
    int surplus = held.size() - settings.journals();
    Iterator<Held> oldest = held.values().iterator();
    while (surplus > 0 && oldest.hasNext()) {
      if (oldest.next().holders == 0) {
        oldest.remove();
        surplus--;
      }
    }
  }
}
