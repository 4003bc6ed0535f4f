/// Facts that an agent was told to remember. Anyone may import it; values are immutable, stores are
/// safe for any thread and may block.
@NullMarked
package io.oratio.domain.memory;

import org.jspecify.annotations.NullMarked;
