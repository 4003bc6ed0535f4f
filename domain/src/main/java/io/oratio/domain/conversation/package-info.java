/// A conversation in text: its messages, its runs, what it has cost. Anyone may import it; values
/// are immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.conversation;

import org.jspecify.annotations.NullMarked;
