/// RTCP (RFC 3550 §6): reports read and written, what they say of the line, and what the line is
/// worth to a listener (ITU-T G.107). Imports `rtp` and Netty's buffers; only `path` imports it.
/// Everything runs on the call's event loop, a few times a minute.
@NullMarked
package io.oratio.media.rtcp;

import org.jspecify.annotations.NullMarked;
