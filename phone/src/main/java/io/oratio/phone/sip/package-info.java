/// The phone's own SIP (RFC 3261): messages, transports, transactions and dialogs, written apart
/// from the gateway's stack so that the two check each other. Only `call` imports it; it imports
/// none of ours. Transports read on threads of their own; everything else is run by the one thread
/// of [SipAgent].
@NullMarked
package io.oratio.phone.sip;

import org.jspecify.annotations.NullMarked;
