/// The keys by which programs and widgets speak for a tenant. Anyone may import it; values are
/// immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.key;

import org.jspecify.annotations.NullMarked;
