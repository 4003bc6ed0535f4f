/// The wiring of the voice plane, and nothing else. Imported by whoever starts the process.
@NullMarked
package io.oratio.gateway;

import org.jspecify.annotations.NullMarked;
