/// What is told while it happens, and what is asked of the node that holds a session. Gateways and
/// the control plane meet here and in the stores. Publishing never blocks and is safe from any
/// thread, an event loop too; each port says on which thread it calls back.
@NullMarked
package io.oratio.domain.live;

import org.jspecify.annotations.NullMarked;
