package io.oratio.runtime.conversation;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.session.Sessions;

/// The stores a conversation in text reads and writes.
public record TextStores(
    Agents agents, Conversations conversations, Sessions sessions, Facts facts) {}
