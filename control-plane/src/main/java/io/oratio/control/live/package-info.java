/// What happens now, pushed to whoever watches: the same by server-sent events and by WebSocket
/// (RFC 6455). A watcher is first told the state (the sessions that last), then every event of its
/// tenant that it may see, each with the bus's sequence as its id.
///
/// A frame, and the `data` of a server-sent event, is `{"seq", "type", "at", "sessionId",
/// "agentId", "data"}`, where `data` is the event's body. `state` has `sessions` instead. The body
/// of `words_partial` has a `turnId`: the next of the same session and turn replaces it, as does
/// the `turn_finished` with it. `resync` says that events were missed and the state has to be read
/// again; `end` that the stream ends. A WebSocket is sent `heartbeat` where a stream has a comment.
///
/// Only the wiring imports it. One thread for each tenant that is watched hands its events out and
/// waits for nobody; a request's own thread, or one for each socket, writes to its watcher.
@NullMarked
package io.oratio.control.live;

import org.jspecify.annotations.NullMarked;
