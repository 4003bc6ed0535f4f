/// What two ends agree to send each other: the phone's own reader and writer of session
/// descriptions (RFC 8866) and the offer/answer rules (RFC 3264), apart from the gateway's. Only
/// `call` imports it; it imports none of ours. Immutable, but for [Negotiation], which is the
/// call's thread's.
@NullMarked
package io.oratio.phone.sdp;

import org.jspecify.annotations.NullMarked;
