/// Proves that passages can be found and read aloud by themselves.
@NullMarked
package io.oratio.runtime.knowledge.split;

import org.jspecify.annotations.NullMarked;
