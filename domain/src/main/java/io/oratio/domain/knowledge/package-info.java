/// What an agent knows: its knowledge base and the documents in it. Anyone may import it; values
/// are immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.knowledge;

import org.jspecify.annotations.NullMarked;
