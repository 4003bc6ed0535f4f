/// Budgets of requests that all nodes count together. Anyone may import it; calls are safe from any
/// thread and wait a fraction of a second at most.
@NullMarked
package io.oratio.domain.limit;

import org.jspecify.annotations.NullMarked;
