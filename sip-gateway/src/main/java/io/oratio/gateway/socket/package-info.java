/// The voice WebSocket, `/ws/{agentId}`: sound as binary frames, events as JSON beside it (RFC
/// 6455). It meets the phone's way at the call: from there on nothing knows which of the two it is.
/// Reading runs on the server's threads, sound on the leg's event loop, writing on a virtual thread
/// of the socket's own.
@NullMarked
package io.oratio.gateway.socket;

import org.jspecify.annotations.NullMarked;
