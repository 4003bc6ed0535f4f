/// Everything in one process: the verbs of `./oratio`, the settings, the choice of the engine, the
/// demo tenant. Nobody imports it; it imports everything. It is the only place that reads the
/// environment and the command line.
@NullMarked
package io.oratio.standalone;

import org.jspecify.annotations.NullMarked;
