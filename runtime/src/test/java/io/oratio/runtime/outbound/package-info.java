/// Tests of the outbound client, and the wires and names they make for it.
@NullMarked
package io.oratio.runtime.outbound;

import org.jspecify.annotations.NullMarked;
