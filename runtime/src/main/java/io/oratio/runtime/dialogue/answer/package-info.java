/// From passages of documents to one to three sentences fit to be read aloud.
///
/// Imported by `runtime.dialogue` only; imports `dialogue.grammar`, `dialogue.likeness` and the
/// knowledge's port. Pure; any thread.
@NullMarked
package io.oratio.runtime.dialogue.answer;

import org.jspecify.annotations.NullMarked;
