/// Calls that we make: asked for, reserved, dialled, ended. The API reserves, a gateway claims and
/// dials. Anyone may import it; values are immutable, stores are safe for any thread and may block.
@NullMarked
package io.oratio.domain.call;

import org.jspecify.annotations.NullMarked;
