/// What agents know: their documents and web pages, and a search as the agent itself would do it.
/// Every change makes the next draft of the agent; what callers hear changes when that is
/// published. Only the wiring imports it. Runs on the threads of requests, which may block.
@NullMarked
package io.oratio.control.knowledge;

import org.jspecify.annotations.NullMarked;
