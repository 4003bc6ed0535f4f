/// A conversation that needs a human being: what asks for one (a danger word, a trigger, the
/// agent's own tool), and what is written then: session state, notification, e-mail. Imports the
/// domain, `agent` and `mail`; the tools and the channels import it. Requests block the thread that
/// makes them, a virtual one; [Triggers] answer at once.
@NullMarked
package io.oratio.runtime.handoff;

import org.jspecify.annotations.NullMarked;
