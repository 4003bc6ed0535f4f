/// One thing at a time, in order, without a thread of its own. Any package of the gateway may
/// import it; it imports nothing of ours.
@NullMarked
package io.oratio.gateway.mailbox;

import org.jspecify.annotations.NullMarked;
