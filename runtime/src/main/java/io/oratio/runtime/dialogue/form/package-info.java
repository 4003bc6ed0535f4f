/// Forms: facts collected in any order, corrected, read back, and given to a tool.
///
/// Imported by `runtime.dialogue` only; imports `dialogue.grammar`, `dialogue.likeness` and the
/// agent's definition. A form belongs to its conversation.
@NullMarked
package io.oratio.runtime.dialogue.form;

import org.jspecify.annotations.NullMarked;
