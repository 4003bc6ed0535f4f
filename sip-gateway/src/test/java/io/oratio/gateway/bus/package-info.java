/// Tests of what the planes tell each other.
@NullMarked
package io.oratio.gateway.bus;

import org.jspecify.annotations.NullMarked;
