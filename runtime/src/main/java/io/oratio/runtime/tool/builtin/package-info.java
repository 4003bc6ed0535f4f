/// The tools that are ours: knowledge, hand-off, the call itself, e-mail, memory. Imported by
/// `tool` alone; each tool runs on a virtual thread and may block it.
@NullMarked
package io.oratio.runtime.tool.builtin;

import org.jspecify.annotations.NullMarked;
