/// The words a model is given before a conversation: the agent's own as instructions, everything
/// from outside quoted as data.
@NullMarked
package io.oratio.runtime.prompt;

import org.jspecify.annotations.NullMarked;
