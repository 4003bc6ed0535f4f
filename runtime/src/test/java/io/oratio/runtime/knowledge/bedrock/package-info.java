/// Tests of Amazon's knowledge bases, against a simulated endpoint.
@NullMarked
package io.oratio.runtime.knowledge.bedrock;

import org.jspecify.annotations.NullMarked;
