/// Takes documents, addresses and questions in: stored, parsed, split, embedded, indexed, and told
/// in the records how far each has come. Everything is kept by the hash of its content, so that a
/// second run does only what the first left undone. Calls block; they belong on a thread that may
/// wait.
@NullMarked
package io.oratio.runtime.knowledge.ingest;

import org.jspecify.annotations.NullMarked;
