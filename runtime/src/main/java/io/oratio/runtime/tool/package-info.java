/// What an agent may do, the same from voice and text: declared to the model, checked, run, and
/// recorded. Thread-safe; nothing here blocks the thread that asks.
@NullMarked
package io.oratio.runtime.tool;

import org.jspecify.annotations.NullMarked;
