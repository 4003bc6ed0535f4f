/// A server that speaks the OpenAI chat protocol and says what a script tells it, for tests and for
/// trying things without a model. Imports nothing of ours.
@NullMarked
package io.oratio.modelsimulator;

import org.jspecify.annotations.NullMarked;
