/// From a sentence to sound: the offline voice, its cache, and the cutting of text into sentences
/// so that the first is heard while the second is made.
///
/// Imported by `engine.local` only. `marytts` has its one door here. Synthesis runs on a small pool
/// of its own, never on a caller's thread.
@NullMarked
package io.oratio.engine.local.speaking;

import org.jspecify.annotations.NullMarked;
