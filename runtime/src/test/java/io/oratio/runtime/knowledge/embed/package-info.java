/// Tests of embedding, and a fake embedder for the tests of others.
@NullMarked
package io.oratio.runtime.knowledge.embed;

import org.jspecify.annotations.NullMarked;
