/// Tests of conversations in text, against the model simulator and stores in memory.
@NullMarked
package io.oratio.runtime.conversation;

import org.jspecify.annotations.NullMarked;
