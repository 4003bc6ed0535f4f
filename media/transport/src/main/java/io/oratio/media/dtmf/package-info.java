/// Keys as telephone events (RFC 4733 §2): read from the line, told once each, and sent. Imports
/// nothing of ours; `path` imports it. Everything runs on the call's event loop. Which keys were
/// pressed is never logged.
@NullMarked
package io.oratio.media.dtmf;

import org.jspecify.annotations.NullMarked;
