/// Writes down what happens in a call: session, turns, recording. Imported by the call; imports the
/// domain.
///
/// Threads: a call's entries are written in order on virtual threads of the journal's own, never on
/// a media or engine thread; a store that is away is asked again, so that nothing accepted is lost
/// while the process lives. What a crash leaves behind is closed by
/// [io.oratio.gateway.journal.Recovery].
@NullMarked
package io.oratio.gateway.journal;

import org.jspecify.annotations.NullMarked;
