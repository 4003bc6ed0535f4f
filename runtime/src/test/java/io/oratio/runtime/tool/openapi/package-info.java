/// Tests of tools out of OpenAPI documents.
@NullMarked
package io.oratio.runtime.tool.openapi;

import org.jspecify.annotations.NullMarked;
