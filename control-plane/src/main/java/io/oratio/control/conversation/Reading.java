package io.oratio.control.conversation;

import io.oratio.control.web.Json;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Lets somebody read a conversation along, from where they were.
final class Reading {
  private final Journals journals;
  private final Conversations conversations;
  private final ConversationSettings settings;

  Reading(Journals journals, Conversations conversations, ConversationSettings settings) {
    this.journals = journals;
    this.conversations = conversations;
    this.settings = settings;
  }

  /// How many events may wait for a reader: all that may be sent at the beginning, and some more.
  int streamCapacity() {
    return settings.journalEvents() + settings.replayMessages() + 64;
  }

  /// Sends what was missed, then what comes, each event once.
  ///
  /// @param lastSeen the place of the last event that was seen
  /// @param reader must not wait
  /// @return what ends it; may be run again
  Runnable begin(
      Conversation conversation, Optional<String> lastSeen, Consumer<Journal.Entry> reader) {
    Journals.Hold hold = journals.hold(conversation.tenantId(), conversation.conversationId());
    try {
      Journal journal = hold.journal();
      long seen = lastSeen.map(Reading::place).orElseGet(journal::beginning);
      Optional<Runnable> undo =
          switch (journal.missed(seen)) {
            case Journal.Missed.Kept(long after) -> journal.read(after, reader);
            case Journal.Missed.Stored stored ->
                replay(conversation, stored, reader)
                    ? journal.read(stored.then(), reader)
                    : Optional.empty();
            case Journal.Missed.Lost _ -> Optional.empty();
          };
      Runnable end = undo.orElseGet(() -> anew(conversation, journal, reader));
      return once(
          () -> {
            end.run();
            hold.letGo().run();
          });
    } catch (RuntimeException e) {
      hold.letGo().run();
      throw e;
    }
  }

  /// Sends stored messages; false if there are too many.
  private boolean replay(
      Conversation conversation, Journal.Missed.Stored stored, Consumer<Journal.Entry> reader) {
    List<Message> messages =
        conversations
            .messages(
                conversation.tenantId(),
                conversation.conversationId(),
                stored.after(),
                settings.replayMessages() + 1)
            .stream()
            .filter(it -> it.sequence() <= stored.through())
            .toList();
    if (messages.size() > settings.replayMessages()) {
      return false;
    }
    messages.forEach(it -> reader.accept(entry(conversation.conversationId(), it)));
    return true;
  }

  private static Journal.Entry entry(String conversationId, Message message) {
    long seq = message.sequence() * Journal.STEP;
    return new Journal.Entry(
        seq,
        "message",
        Json.object()
            .with("type", "message")
            .with("seq", seq)
            .with("conversationId", conversationId)
            .with("message", ConversationJson.of(message))
            .node(),
        false);
  }

  /// From now on, after saying that events were missed. The mark comes first, so nothing that comes
  /// after the messages were read is missed again.
  private static Runnable anew(
      Conversation conversation, Journal journal, Consumer<Journal.Entry> reader) {
    while (true) {
      long now = journal.last();
      reader.accept(
          new Journal.Entry(
              now,
              "resync",
              Json.object()
                  .with("type", "resync")
                  .with("seq", now)
                  .with("conversationId", conversation.conversationId())
                  .node(),
              false));
      Optional<Runnable> undo = journal.read(now, reader);
      if (undo.isPresent()) {
        return undo.get();
      }
    }
  }

  private static Runnable once(Runnable deed) {
    AtomicBoolean isDone = new AtomicBoolean();
    return () -> {
      if (isDone.compareAndSet(false, true)) {
        deed.run();
      }
    };
  }

  /// The place that an id names; -1 for one of other making.
  private static long place(String id) {
    return id.matches("[0-9]{1,15}") ? Long.parseLong(id) : -1;
  }
}
