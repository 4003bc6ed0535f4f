/// The phone and its calls: the one package that sees signalling and media together. `dial`, `load`
/// and tests of other modules import it. What is public may be called by any thread; within, a
/// call's signalling is run by the phone's one thread and its media by the line's event loop.
@NullMarked
package io.oratio.phone.call;

import org.jspecify.annotations.NullMarked;
