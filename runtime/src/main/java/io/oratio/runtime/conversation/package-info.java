/// An agent in a conversation in text: memory, model, tools, ledger; without a model the offline
/// agent in its place, with the same events and records. One run at a time for each conversation.
/// Imported by the channels that carry text; sees `dialogue`, `tool`, `model`, `prompt` and the
/// domain. Runs block virtual threads of their own.
@NullMarked
package io.oratio.runtime.conversation;

import org.jspecify.annotations.NullMarked;
