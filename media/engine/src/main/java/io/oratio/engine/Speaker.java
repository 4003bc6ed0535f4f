package io.oratio.engine;

/// The two sides of a conversation.
public enum Speaker {
  CALLER,
  AGENT
}
