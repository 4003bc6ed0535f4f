package io.oratio.control.creation;

/// What an author makes of a procedure.
///
/// @param agentJson the agent as data
/// @param promptMd what the agent is told
record Artefacts(String agentJson, String promptMd) {}
