/// Tests of tools of MCP servers, against small servers of their own.
@NullMarked
package io.oratio.runtime.tool.mcp;

import org.jspecify.annotations.NullMarked;
