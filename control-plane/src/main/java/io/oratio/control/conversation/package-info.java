/// Conversations in writing with an agent: asking, reading the answer as it comes, runs and their
/// queue, and following a conversation by server-sent events (HTML standard §9.2) or WebSocket (RFC
/// 6455).
///
/// An event's `data`, and a frame, is `{"type", "seq", "conversationId", "runId", …}`. `seq` grows
/// within the conversation, over all its runs, and is the event's id. Whoever comes back with the
/// last one they saw is sent each later event once: from a journal in memory as long as that has
/// them, and as `message` events of whole stored messages where it no longer does; if too many were
/// missed, or an event of a run that still lasts, `resync` says so and they read the messages. Who
/// comes without one follows from the beginning of the run that lasts, or from now on; with `0`
/// from the beginning of the conversation.
///
/// Only the wiring imports it. Endpoints run on the request's own thread and block; a run has a
/// thread of its own, which fills the journal and waits for no reader.
@NullMarked
package io.oratio.control.conversation;

import org.jspecify.annotations.NullMarked;
