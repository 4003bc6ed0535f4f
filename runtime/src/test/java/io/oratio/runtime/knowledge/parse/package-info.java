/// Proves that documents are read, whatever they are made to do.
@NullMarked
package io.oratio.runtime.knowledge.parse;

import org.jspecify.annotations.NullMarked;
