/// The SIP edge (RFC 3261): the only place that sees `javax.sip`. It knows who calls (`trunk`),
/// keeps dialogs, calls out by [io.oratio.gateway.sip.SipEdge#dial], and tells the rest of the
/// gateway through [io.oratio.gateway.sip.SipDoor] and [io.oratio.gateway.sip.SipEvent]; a session
/// description is an opaque text here.
///
/// The call imports the public types; nobody else imports anything. The stack's threads read the
/// wire and hand each message to the mailbox of its dialog, a virtual thread that runs only while
/// there is work; the dialog's state is touched there and nowhere else. What is told to the call
/// runs on a second mailbox, so that a slow call never delays a CANCEL.
@NullMarked
package io.oratio.gateway.sip;

import org.jspecify.annotations.NullMarked;
