/// Calls that are dialled, and control of live ones. Whoever wires the plane imports
/// [io.oratio.control.call.CallFeature]; no other feature does. Endpoints run on the request's own
/// virtual thread and block on the stores and, for a command, on the gateway's answer.
///
/// Nobody dials here. The API writes a `RESERVED` call with its idempotency key in one conditional
/// write and answers 202; the planes meet in the table of [io.oratio.domain.call.OutboundCalls] and
/// on the bus, and nowhere else. So this is what a gateway does:
///
/// 1. **Wake.** It hears `CALL_CHANGED` with `"status":"reserved"` of any tenant
///    ([io.oratio.domain.live.LiveEvents#subscribeAll]) and, since an event may be lost, asks
///    [io.oratio.domain.call.OutboundCalls#waiting] each second and at its start.
/// 2. **Claim.** [io.oratio.domain.call.OutboundCalls#claim] before the first packet. Empty means
///    that another was first or that the call was taken back: it does nothing. What it has claimed
///    it may dial once, and no other may ever. A call that was reserved more than a minute ago is
///    moved to `FAILED` instead (`no gateway took it in time`): nobody expects it any more.
/// 3. **Dial.** `trunkId` is always set by this feature, and the destination, the caller id and the
///    limits were checked against it; the trunk's own limits hold at the gateway too. A blank
///    `from` means the trunk's username. It rings for `ringSeconds`. No word of a model ever
///    becomes a number here or there.
/// 4. **Move.** `RINGING`; `ANSWERED` with the session's id; at the end `COMPLETED`, `BUSY` (486,
///    600), `NO_ANSWER` (408, 480, or it rang too long), `DECLINED` (603, 403), or `FAILED` with a
///    sentence, and `CANCELLED` if it was hung up before it was answered; each followed by
///    `CALL_CHANGED`. An empty answer of a move means that the table does not lead there: the call
///    is over and is hung up.
/// 5. **Obey.** Its [io.oratio.domain.live.Commands.Server] knows a call of ours by its session's
///    id and, from the claim on, by its call's id; hanging up before the answer is a CANCEL.
/// 6. **Clean up.** At its start it moves what [io.oratio.domain.call.OutboundCalls#unfinishedOn]
///    names to `FAILED`, and never dials it again: nobody knows whether it rang.
@NullMarked
package io.oratio.control.call;

import org.jspecify.annotations.NullMarked;
