/// The port [io.oratio.engine.SpeechEngine]: what hears a caller and speaks for an agent. Its
/// adapters are the packages below, each named by what it talks to. The gateway imports the port;
/// only the wiring imports an adapter.
///
/// Threads: every method of a session returns at once and may be called from a call's event loop;
/// events arrive on a thread of the engine, one at a time and in order for a session, and the
/// listener must not block it.
@NullMarked
package io.oratio.engine;

import org.jspecify.annotations.NullMarked;
