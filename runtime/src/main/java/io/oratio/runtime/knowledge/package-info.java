/// What an agent knows: documents parsed, split, indexed, and asked. Only `knowledge.index` knows
/// Lucene, only `knowledge.bedrock` Amazon's knowledge bases.
@NullMarked
package io.oratio.runtime.knowledge;

import org.jspecify.annotations.NullMarked;
