/// Speech without an account, a network or an installed program:
/// [io.oratio.engine.local.LocalEngine] hears with an offline recogniser, answers from the agent's
/// own questions and answers, and speaks with an offline voice. It understands a bounded domain,
/// not free dictation, and says so.
///
/// The way of a turn: `hearing` (end of turn, words) → `answering` (what to say or do) → `speaking`
/// (sentence by sentence). Only the wiring imports this package. A session runs on one serial lane
/// of virtual threads; recognition and synthesis have small bounded pools of their own.
@NullMarked
package io.oratio.engine.local;

import org.jspecify.annotations.NullMarked;
