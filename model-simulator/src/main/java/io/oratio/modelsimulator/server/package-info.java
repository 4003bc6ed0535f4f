/// The HTTP side: routes, the pace of a stream, faults. Imports script, protocol and report; each
/// request has a virtual thread of its own.
@NullMarked
package io.oratio.modelsimulator.server;

import org.jspecify.annotations.NullMarked;
