/// A subset of the OpenAI chat API (`POST /v1/chat/completions`, `GET /v1/models`), whose models
/// are a tenant's agents. It keeps nothing between requests: each one brings what was said before,
/// is a conversation and a session of its own, and ends with its answer. What an agent has no
/// answer to is refused rather than ignored. Only the wiring imports it; endpoints run on the
/// request's own thread and block.
@NullMarked
package io.oratio.control.compatible;

import org.jspecify.annotations.NullMarked;
