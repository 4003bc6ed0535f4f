package io.oratio.domain.conversation;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// The store of conversations, their messages and runs.
public interface Conversations {
  /// Writes it, replacing one of the same tenant and id. Its usage is only ever added to by
  /// [#charge]: saving does not change it, and a new one begins with [Usage#NONE].
  void save(Conversation conversation);

  Optional<Conversation> find(TenantId tenantId, String conversationId);

  /// The tenant's conversations, `updatedAt` newest first. It may lag a moment behind what was
  /// written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Conversation> recent(TenantId tenantId, int limit);

  /// The tenant's conversations, `updatedAt` newest first; one that is changed while somebody pages
  /// moves to the beginning. It may lag a moment behind what was written.
  ///
  /// @param agentId only those with this agent
  /// @param after the page before ended here; empty for the first page
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  Page<Conversation> list(
      TenantId tenantId, Optional<String> agentId, Optional<Cursor> after, int limit);

  /// Takes out conversations with this agent, with their messages and runs. It may overlook what
  /// was written a moment before.
  ///
  /// @param limit how many at most, 1 to 1000
  /// @return how many were taken out; 0 when there are none any more
  /// @throws IllegalArgumentException for another limit
  int removeOf(TenantId tenantId, String agentId, int limit);

  /// Writes a message once: the same sequence again changes nothing.
  ///
  /// @return whether it was written now
  /// @throws IllegalStateException if the conversation is not there
  boolean append(TenantId tenantId, String conversationId, Message message);

  /// Messages in order, those after a sequence number (0 for all). None for a conversation that is
  /// not there.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Message> messages(TenantId tenantId, String conversationId, int afterSequence, int limit);

  /// The sequence of the last message; 0 when there is none.
  int lastSequence(TenantId tenantId, String conversationId);

  /// Adds to the conversation's usage, whoever else adds at the same time.
  ///
  /// @return all its usage
  /// @throws IllegalStateException if the conversation is not there
  Usage charge(TenantId tenantId, String conversationId, Usage used);

  /// Writes a run, replacing one of the same conversation and id.
  void save(TenantId tenantId, Run run);

  /// The runs of a conversation, `startedAt` newest first. It may lag a moment behind what was
  /// written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Run> runs(TenantId tenantId, String conversationId, int limit);

  /// Runs of every tenant that this node left `RUNNING`: for the node's own start after a crash.
  List<Left> unfinishedOn(String node);

  /// A run that was left, and whose it is.
  record Left(TenantId tenantId, Run run) {}
}
