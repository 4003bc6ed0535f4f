/// The door through which every request of the API goes: [ContractDoor] is the order of it, and
/// each rule is a class of its own. Only the wiring of the control plane imports it; features see
/// [io.oratio.control.web]. It runs on the request's own virtual thread.
///
/// RFC 9110 (HTTP), RFC 9457 (problems), RFC 6901 (pointers), RFC 7578 (forms).
@NullMarked
package io.oratio.control.web.door;

import org.jspecify.annotations.NullMarked;
