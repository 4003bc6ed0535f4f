/// A conversation that needs a human being: session state, notification, and on the phone a
/// transfer.
@NullMarked
package io.oratio.runtime.handoff;

import org.jspecify.annotations.NullMarked;
