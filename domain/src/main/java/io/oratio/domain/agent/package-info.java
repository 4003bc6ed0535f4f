/// What answers: an agent, its versions and how a version speaks. Anyone may import it; values are
/// immutable and any thread may use them.
@NullMarked
package io.oratio.domain.agent;

import org.jspecify.annotations.NullMarked;
