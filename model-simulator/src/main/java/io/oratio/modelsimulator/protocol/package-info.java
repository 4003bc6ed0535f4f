/// The OpenAI chat protocol: requests checked as strictly as the service does, answers in its
/// shape. Imported by the server; everything is a value or a function and any thread may use it.
@NullMarked
package io.oratio.modelsimulator.protocol;

import org.jspecify.annotations.NullMarked;
