/// Records' nested parts as JSON, the same in every table. Only the adapters import it; any thread
/// may use it. Reading is tolerant: what is missing has a default, what is unknown is skipped, so
/// that two versions of the software share a table. Fields are only added.
@NullMarked
package io.oratio.storage.body;

import org.jspecify.annotations.NullMarked;
