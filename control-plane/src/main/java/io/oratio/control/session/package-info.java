/// Conversations on any channel: finding them, what was said (JSON, text, WebVTT), their recordings
/// and signed links to these (HMAC, RFC 2104), export, deletion, and retention with its proof. Only
/// the wiring imports it: [io.oratio.control.session.SessionFeature] says what it needs, and
/// [io.oratio.control.session.SessionJson] writes a session for whoever shows one. Endpoints run on
/// the request's own thread and block; the retention job has a thread of its own.
@NullMarked
package io.oratio.control.session;

import org.jspecify.annotations.NullMarked;
