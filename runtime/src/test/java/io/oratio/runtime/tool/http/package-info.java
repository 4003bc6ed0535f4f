/// Tests of tools that are one endpoint each.
@NullMarked
package io.oratio.runtime.tool.http;

import org.jspecify.annotations.NullMarked;
