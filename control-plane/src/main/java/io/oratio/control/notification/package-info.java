/// What the people of a tenant are told: lists, reading, acknowledging, taking on and giving back,
/// and what becomes of a notification that nobody opens. Every change is told on the live channel.
/// Only the wiring imports it; endpoints run on the request's own thread and block, the escalation
/// has a thread of its own.
@NullMarked
package io.oratio.control.notification;

import org.jspecify.annotations.NullMarked;
