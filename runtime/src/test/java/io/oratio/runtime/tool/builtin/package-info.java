/// Tests of the tools that are ours.
@NullMarked
package io.oratio.runtime.tool.builtin;

import org.jspecify.annotations.NullMarked;
