/// An engine that follows a script: for tests, rehearsals, and a machine without any speech model.
/// It hears speech only as energy and speaks in tones or given recordings; everything else, the
/// order of events, tools, interruptions, failures, is as with a real engine.
///
/// The wiring of a process and tests import it. Its sessions run on one thread of the engine, and
/// their time is counted in the caller's samples: no clock, no RFC.
@NullMarked
package io.oratio.engine.scripted;

import org.jspecify.annotations.NullMarked;
