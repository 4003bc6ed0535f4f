/// Tests of the agent as data.
@NullMarked
package io.oratio.runtime.agent;

import org.jspecify.annotations.NullMarked;
