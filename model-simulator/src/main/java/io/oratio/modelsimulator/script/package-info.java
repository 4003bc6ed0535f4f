/// What the simulated model is to say and to break, and the reading of it from a file. Imported by
/// the server and by whoever writes a script in Java; values are immutable and any thread may use
/// them.
@NullMarked
package io.oratio.modelsimulator.script;

import org.jspecify.annotations.NullMarked;
