/// Which agent a dialled number reaches. Anyone may import it; values are immutable and any thread
/// may use them.
@NullMarked
package io.oratio.domain.number;

import org.jspecify.annotations.NullMarked;
