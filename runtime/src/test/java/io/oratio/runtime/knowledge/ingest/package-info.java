/// Tests of the ingestion.
@NullMarked
package io.oratio.runtime.knowledge.ingest;

import org.jspecify.annotations.NullMarked;
