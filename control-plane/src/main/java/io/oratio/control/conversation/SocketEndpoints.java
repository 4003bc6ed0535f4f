package io.oratio.control.conversation;

import io.oratio.control.web.Endpoints;

/// Lets the WebSocket of a conversation through to [ChatSocket] if its caller sees the
/// conversation.
final class SocketEndpoints implements Endpoints {
  private final Sight sight;

  SocketEndpoints(Sight sight) {
    this.sight = sight;
  }

  @Override
  public void register(Register on) {
    on.passOn("openChatSocket", sight::conversation);
  }
}
