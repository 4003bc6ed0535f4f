/// Cuts a parsed document into passages that are found, understood and read aloud by themselves.
/// Imported by those who index; imports `knowledge.parse`. Pure functions, any thread.
@NullMarked
package io.oratio.runtime.knowledge.split;

import org.jspecify.annotations.NullMarked;
