/// The agent without a model: decides by rules, likeness and forms what to reply. Works on the
/// thread that asks it, within milliseconds.
@NullMarked
package io.oratio.runtime.dialogue;

import org.jspecify.annotations.NullMarked;
