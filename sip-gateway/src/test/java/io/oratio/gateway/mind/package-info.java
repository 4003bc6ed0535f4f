/// Calls' minds over the runtime's own parts and stores in memory.
@NullMarked
package io.oratio.gateway.mind;

import org.jspecify.annotations.NullMarked;
