package io.oratio.runtime.model;

import dev.langchain4j.model.chat.StreamingChatModel;

/// A model as it is reached.
///
/// @param name ours
record Route(
    String name, ModelSettings.Model settings, StreamingChatModel model, Breaker breaker) {}
