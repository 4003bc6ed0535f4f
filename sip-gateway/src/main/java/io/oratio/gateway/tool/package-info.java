/// What an agent may do with the call it is in. Imported by the call; imports the domain and the
/// engine's port.
@NullMarked
package io.oratio.gateway.tool;

import org.jspecify.annotations.NullMarked;
