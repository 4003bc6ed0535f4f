/// An agent in a conversation in text: memory, model, tools, ledger. One run at a time for each
/// conversation.
@NullMarked
package io.oratio.runtime.conversation;

import org.jspecify.annotations.NullMarked;
