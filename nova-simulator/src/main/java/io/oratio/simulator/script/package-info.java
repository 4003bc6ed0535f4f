/// What the simulator says, hears, calls and breaks: the script and its JSON file
/// (docs/simulator.md). Session, server and the front may import it; immutable, any thread.
@NullMarked
package io.oratio.simulator.script;

import org.jspecify.annotations.NullMarked;
