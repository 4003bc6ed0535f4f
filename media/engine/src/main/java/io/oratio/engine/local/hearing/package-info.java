/// From a caller's sound to words: where a turn begins and ends, what words an agent can expect
/// ([io.oratio.engine.local.hearing.Domain]), and the offline recognisers that decide between them.
///
/// Imported by `engine.local` only. `edu.cmu.sphinx` and the native pocketsphinx library have their
/// one door here each. A [io.oratio.engine.local.hearing.Recogniser] belongs to one thread of
/// [io.oratio.engine.local.hearing.Recognisers].
@NullMarked
package io.oratio.engine.local.hearing;

import org.jspecify.annotations.NullMarked;
