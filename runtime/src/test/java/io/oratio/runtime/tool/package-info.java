/// Tests of what an agent may do, and the fakes that other modules test with: a scene that writes
/// down what was done to it, a tool that does as it is told, time that stands still, and a
/// rehearsal that holds them together.
@NullMarked
package io.oratio.runtime.tool;

import org.jspecify.annotations.NullMarked;
