/// What tools did: one record for each execution, so that none runs twice. Anyone may import it;
/// values are immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.tool;

import org.jspecify.annotations.NullMarked;
