/// The door to language models: one factory makes the streaming chat model that the configuration
/// names. Only here is LangChain4j's provider code known.
@NullMarked
package io.oratio.runtime.model;

import org.jspecify.annotations.NullMarked;
