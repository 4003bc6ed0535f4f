/// Where a SIP dialog becomes a call's line, in both directions: the one package of the gateway
/// that sees dialog, SDP, ports and calls. It runs on the dialog's mailbox. SDP by RFC 3264; hold
/// by its §8.4.
@NullMarked
package io.oratio.gateway.line;

import org.jspecify.annotations.NullMarked;
