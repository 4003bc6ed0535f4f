/// Tools that are not built in, made of their definitions: endpoints, operations of OpenAPI
/// documents, tools of MCP servers. What has to be read or asked for is read once for a version of
/// an agent and kept. Imported by the wiring; any thread.
@NullMarked
package io.oratio.runtime.tool.foreign;

import org.jspecify.annotations.NullMarked;
