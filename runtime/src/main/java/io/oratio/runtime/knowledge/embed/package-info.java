/// Vectors for texts, in this process: all-MiniLM-L6-v2 by ONNX Runtime. Nothing is fetched and
/// nothing is told to anybody. Safe from any thread; imported by whoever wires the program.
@NullMarked
package io.oratio.runtime.knowledge.embed;

import org.jspecify.annotations.NullMarked;
