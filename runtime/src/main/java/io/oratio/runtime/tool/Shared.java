package io.oratio.runtime.tool;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// What all conversations of a toolbox have in common.
///
/// @param places one for each execution that may be under way
record Shared(
    Clock clock,
    Executor threads,
    Timer timer,
    ToolCounter counter,
    Limits limits,
    Schemas schemas,
    Breakers breakers,
    Semaphore places) {}
