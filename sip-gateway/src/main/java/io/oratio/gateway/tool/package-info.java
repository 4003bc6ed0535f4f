/// What a call needs of the agent's runtime: a mind with words and tools. Imported by the call;
/// imports the domain and the runtime.
@NullMarked
package io.oratio.gateway.tool;

import org.jspecify.annotations.NullMarked;
