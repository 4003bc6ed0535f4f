/// Tests of retrieval on the scored set.
@NullMarked
package io.oratio.runtime.knowledge.bench;

import org.jspecify.annotations.NullMarked;
