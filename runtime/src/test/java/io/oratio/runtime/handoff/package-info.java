/// Tests of hand-offs.
@NullMarked
package io.oratio.runtime.handoff;

import org.jspecify.annotations.NullMarked;
