/// Tests of the agent without a model.
@NullMarked
package io.oratio.runtime.dialogue;

import org.jspecify.annotations.NullMarked;
