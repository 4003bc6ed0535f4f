/// The events of Nova Sonic's bidirectional stream: reading them with their shapes checked, the
/// order they must come in, and writing the answers. Session may import it; runs on the stream's
/// event loop.
@NullMarked
package io.oratio.simulator.protocol;

import org.jspecify.annotations.NullMarked;
