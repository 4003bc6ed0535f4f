/// Agents as they stand: their figures, changes, versions, deployments, export, and a talk without
/// consequences. Only the wiring imports it. Runs on the threads of requests, which may block.
@NullMarked
package io.oratio.control.agent;

import org.jspecify.annotations.NullMarked;
