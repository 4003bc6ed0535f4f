/// Tests of the prompt.
@NullMarked
package io.oratio.runtime.prompt;

import org.jspecify.annotations.NullMarked;
