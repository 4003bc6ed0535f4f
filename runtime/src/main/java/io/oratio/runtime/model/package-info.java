/// The door to language models: one factory makes the streaming chat models that the configuration
/// names, and a call to one is retried, limited, replaced and paid for here. Imported by whoever
/// asks a model; imports the domain. Only here is LangChain4j's provider code known, and the HTTP
/// client here speaks to the operator's own addresses, never to one that a tenant can choose. Calls
/// block the (virtual) thread that makes them.
@NullMarked
package io.oratio.runtime.model;

import org.jspecify.annotations.NullMarked;
