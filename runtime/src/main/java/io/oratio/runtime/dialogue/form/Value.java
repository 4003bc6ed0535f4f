package io.oratio.runtime.dialogue.form;

/// What was understood for a slot.
///
/// @param plain for a tool: a Boolean, an Integer or a text (a day as `2027-01-31`, a time as
///   `15:30`)
/// @param spoken for the person
public record Value(Object plain, String spoken) {}
