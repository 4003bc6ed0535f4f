/// How often somebody may ask, counted in this process with token buckets; the only door to
/// Bucket4j. Only the wiring imports it. Safe from any thread.
@NullMarked
package io.oratio.control.limit;

import org.jspecify.annotations.NullMarked;
