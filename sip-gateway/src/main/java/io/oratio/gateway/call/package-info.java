/// The call: its state table, its conversation, its limits. It knows no SIP and no socket: whatever
/// brings a caller is a [io.oratio.gateway.call.Line]. Edges import this package; it imports media,
/// the engine's port, the journal and tools, never an edge.
///
/// Threads: each call has one mailbox on virtual threads; everything that decides runs there, one
/// message at a time. Sound does not pass through the mailbox.
@NullMarked
package io.oratio.gateway.call;

import org.jspecify.annotations.NullMarked;
