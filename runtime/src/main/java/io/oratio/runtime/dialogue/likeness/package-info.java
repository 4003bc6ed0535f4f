/// How alike two sentences are in their words: stems without the small words everybody uses, rare
/// ones weighing more, a word that is nearly another counting in part, as a recogniser errs.
/// English.
///
/// Imported by `runtime.dialogue` only; imports `dialogue.grammar`. Pure; any thread.
@NullMarked
package io.oratio.runtime.dialogue.likeness;

import org.jspecify.annotations.NullMarked;
