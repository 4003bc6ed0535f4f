/// Bytes by name: recordings, documents, artefacts. Anyone may import it; stores are safe for any
/// thread and may block.
@NullMarked
package io.oratio.domain.object;

import org.jspecify.annotations.NullMarked;
