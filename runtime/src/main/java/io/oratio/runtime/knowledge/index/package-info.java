/// The index of what an agent knows: words and meanings side by side (Lucene), one for each version
/// of an agent, built aside and swapped at once. The only door to Lucene. Searches are safe from
/// any thread and take milliseconds; builds take as long as embedding does. Imported by
/// `knowledge.ingest` and by whoever wires the program.
@NullMarked
package io.oratio.runtime.knowledge.index;

import org.jspecify.annotations.NullMarked;
