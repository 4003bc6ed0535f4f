/// Tools of MCP servers, over a child process's pipes or over streamable HTTP (Model Context
/// Protocol 2025-11-25 and three before it). The protocol is the SDK's; the wires are ours, so that
/// HTTP goes through `runtime.outbound` and a child process ends when it has to. Only the tool
/// kinds and the wiring import it; only this package knows the SDK. A server is shared by the
/// conversations of an agent and thread-safe; its calls block the virtual thread that makes them.
@NullMarked
package io.oratio.runtime.tool.mcp;

import org.jspecify.annotations.NullMarked;
