/// One session: what it does with each event and each tick of time. The server may import it; a
/// session lives on one event loop and holds no lock.
@NullMarked
package io.oratio.simulator.session;

import org.jspecify.annotations.NullMarked;
