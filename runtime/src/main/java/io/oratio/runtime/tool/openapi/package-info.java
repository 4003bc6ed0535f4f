/// Operations of an OpenAPI 3 document as tools. A document comes as text; it is never resolved
/// over the network, and a reference that leaves it is refused. Only the tool kinds and the wiring
/// import it; only this package knows the parser. A parsed document is immutable and thread-safe; a
/// tool blocks the virtual thread that calls it. OpenAPI 3.0.4 and 3.1.1, JSON Schema 2020-12.
@NullMarked
package io.oratio.runtime.tool.openapi;

import org.jspecify.annotations.NullMarked;
