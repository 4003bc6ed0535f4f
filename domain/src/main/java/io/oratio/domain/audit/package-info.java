/// What was done in a tenant's name, in a chain in which no link can be changed or left out without
/// a trace. Anyone may import it; values are immutable, stores are safe for any thread and may
/// block.
@NullMarked
package io.oratio.domain.audit;

import org.jspecify.annotations.NullMarked;
