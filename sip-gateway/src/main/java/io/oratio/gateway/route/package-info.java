/// Dialled number → agent. Imported by the edges; imports the domain only. Calls read the stores
/// and may block.
@NullMarked
package io.oratio.gateway.route;

import org.jspecify.annotations.NullMarked;
