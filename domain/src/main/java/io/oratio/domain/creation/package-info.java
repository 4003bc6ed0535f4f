/// How far the making of an agent has come: the steps, their attempts, and who works on it now.
/// Anyone may import it; values are immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.creation;

import org.jspecify.annotations.NullMarked;
