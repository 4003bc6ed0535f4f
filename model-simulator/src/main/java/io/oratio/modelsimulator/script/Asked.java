package io.oratio.modelsimulator.script;

/// What a request comes down to, for choosing a rule.
///
/// @param number of the request since the script was given, from 1
/// @param user the last message of the user; blank when there is none
/// @param system all system and developer messages
/// @param isToolLast whether the last message is a tool's
/// @param tool the name of the tool whose result is the last message; blank otherwise
/// @param result that result; blank otherwise
/// @param results all results since the last message of another kind, one a line
public record Asked(
    int number,
    String model,
    String user,
    String system,
    boolean isToolLast,
    String tool,
    String result,
    String results) {}
