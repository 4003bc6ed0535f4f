package io.oratio.engine.nova;

/// Whether Nova Sonic can answer calls here, and why.
///
/// @param isAvailable whether a session may be tried; the service itself has not been asked
/// @param sentence for the operator, in plain words: what was found, or what to do
public record NovaAvailability(boolean isAvailable, String sentence) {}
