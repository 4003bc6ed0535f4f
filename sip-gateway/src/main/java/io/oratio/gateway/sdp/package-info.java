/// Session descriptions (RFC 8866) and the offer/answer rules on them (RFC 3264): a parser with
/// limits, a writer, and the negotiation of one audio stream. Imports the JDK only, so that the
/// call, the SIP edge and the tests may all import it. Values are immutable and any thread may use
/// them; [OfferAnswer] keeps the state of one dialog and is used by one thread at a time.
@NullMarked
package io.oratio.gateway.sdp;

import org.jspecify.annotations.NullMarked;
