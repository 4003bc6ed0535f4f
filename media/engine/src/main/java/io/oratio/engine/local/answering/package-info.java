/// From words to what to say or do, without a model: [io.oratio.engine.local.answering.Answers] is
/// the port, [io.oratio.engine.local.answering.LexicalAnswers] the adapter that compares the
/// caller's words with an agent's own questions.
///
/// Imported by `engine.local` and by who brings other answers; it imports `hearing.Words`. Pure,
/// quick, any thread.
@NullMarked
package io.oratio.engine.local.answering;

import org.jspecify.annotations.NullMarked;
