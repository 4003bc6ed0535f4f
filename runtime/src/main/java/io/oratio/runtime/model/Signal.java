package io.oratio.runtime.model;

import dev.langchain4j.model.chat.response.ChatResponse;

/// What an attempt tells the call that made it.
sealed interface Signal {
  record Words(String text) implements Signal {}

  /// It writes something that is not for the other side: a tool's arguments, a thought.
  record Progress() implements Signal {}

  record Done(ChatResponse response) implements Signal {}

  record Failed(Throwable cause) implements Signal {}

  record Stopped() implements Signal {}
}
