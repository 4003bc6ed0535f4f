package io.oratio.domain.session;

/// Why a conversation ended: the two words every log line, metric and answer use too.
///
/// @param result for example `completed`, `caller_error`, `upstream_error`, `our_error`
/// @param reason for example `caller_hung_up`, `media_timeout`, `process_killed`
public record Ending(String result, String reason) {}
