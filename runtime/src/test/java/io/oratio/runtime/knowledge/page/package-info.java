/// Tests of fetching web pages.
@NullMarked
package io.oratio.runtime.knowledge.page;

import org.jspecify.annotations.NullMarked;
