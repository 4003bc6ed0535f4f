/// An agent as data: `agent.json`, its prompt and its documents in a folder, read, checked, applied
/// and written back. Imports the domain; imported by everything here that runs an agent.
@NullMarked
package io.oratio.runtime.agent;

import org.jspecify.annotations.NullMarked;
