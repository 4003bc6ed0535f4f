/// Trunks and numbers: through whom a tenant calls and is called, and which agent answers what is
/// dialled. Whoever wires the plane imports [io.oratio.control.telephony.TelephonyFeature]; no
/// other feature does. Endpoints run on the request's own virtual thread and block on the stores.
///
/// A password of a trunk goes in and never comes out: answers, events and the audit log say only
/// that there is one. The store seals it.
///
/// What is written is told as `TELEPHONY_CHANGED`, with the `trunkId` or the `numberId`. A gateway
/// that hears it reads the trunks again, and one that misses it does so by itself each second;
/// number rules it reads for each call. Calls that are live keep the trunk and the rule they came
/// with.
///
/// Numbers are E.164 (ITU-T E.164 §6), trunks speak SIP (RFC 3261), ranges of addresses are written
/// as in RFC 4632.
@NullMarked
package io.oratio.control.telephony;

import org.jspecify.annotations.NullMarked;
