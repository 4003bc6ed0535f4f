/// The record of one conversation on any channel: session, turns, ending. Anyone may import it;
/// values are immutable and any thread may use them.
@NullMarked
package io.oratio.domain.session;

import org.jspecify.annotations.NullMarked;
