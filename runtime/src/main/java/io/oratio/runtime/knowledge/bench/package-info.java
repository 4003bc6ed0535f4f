/// Measures knowledge: a scored set of questions, and a load of many passages. Imported by whoever
/// wires `./oratio bench`.
@NullMarked
package io.oratio.runtime.knowledge.bench;

import org.jspecify.annotations.NullMarked;
