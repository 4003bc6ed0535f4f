/// Tests of the index.
@NullMarked
package io.oratio.runtime.knowledge.index;

import org.jspecify.annotations.NullMarked;
