/// What people answer to a plain question: yes or no, digits, numbers, days, times of the day, one
/// of several things, names. Each grammar finds its value in the words or says clearly that it is
/// not there; none guesses. English.
///
/// Imported by `runtime.dialogue` only; imports nothing of ours. Pure; any thread.
@NullMarked
package io.oratio.runtime.dialogue.grammar;

import org.jspecify.annotations.NullMarked;
