package io.oratio.simulator.session;

import io.oratio.simulator.protocol.OutputEvents;
import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.script.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lets a fault happen on a session's line.
final class Misfortune {
  private Misfortune() {}

  /// Does what the fault's name says.
  ///
  /// @param out writes events of the prompt, when there is one
  /// @return how the session ended by it, if it did
  static Optional<EndedBy> befall(Fault.Kind kind, Line line, Optional<OutputEvents> out) {
    switch (kind) {
      case IN_STREAM_THROTTLE -> {
        return exception(line, "throttlingException", Wordings.TOO_MANY);
      }
      case MODEL_TIMEOUT -> {
        return exception(line, "modelTimeoutException", Wordings.TIMED_OUT);
      }
      case INTERNAL_ERROR -> {
        return exception(line, "internalServerException", Wordings.INTERNAL);
      }
      case MODEL_STREAM_ERROR -> {
        return exception(line, "modelStreamErrorException", Wordings.UNSTABLE);
      }
      case UNAVAILABLE -> {
        return exception(line, "serviceUnavailableException", Wordings.UNAVAILABLE);
      }
      case RESET -> {
        line.reset();
        return Optional.of(EndedBy.FAULT);
      }
      case DISCONNECT -> {
        line.disconnect();
        return Optional.of(EndedBy.FAULT);
      }
      case EARLY_END -> {
        line.end();
        return Optional.of(EndedBy.FAULT);
      }
      case HANG -> line.hang();
      case EARLY_COMPLETION_END ->
          out.ifPresent(events -> line.event("completionEnd", events.completionEnd()));
      case BAD_JSON -> line.event("badJson", ascii("{\"event\":{\"textOutput\":{\"content\":"));
      case BAD_BASE64 ->
          line.event(
              "badBase64",
              ascii(
                  "{\"event\":{\"audioOutput\":{\"contentId\":\"x\",\"content\":\"*no"
                      + " base64*\"}}}"));
      case BAD_CRC -> line.brokenEvent(ascii("{\"event\":{\"completionStart\":{}}}"));
      case UNKNOWN_EVENTS -> unknownEvents(line);
      case HTTP_429,
          HTTP_500,
          HTTP_503,
          ACCESS_DENIED,
          SLOW_START,
          DUPLICATE_INTERRUPTED,
          NO_AUDIO_DURING_TOOL -> {
        // Not of this stage: before the stream, or standing.
      }
    }
    return Optional.empty();
  }

  private static Optional<EndedBy> exception(Line line, String type, String message) {
    line.exception(type, message, "");
    return Optional.of(EndedBy.FAULT);
  }

  private static void unknownEvents(Line line) {
    line.event("futureEvent", ascii("{\"event\":{\"futureEvent\":{\"depth\":[1,{\"a\":null}]}}}"));
    line.event("futureTop", ascii("{\"future\":{\"x\":1}}"));
    line.event(
        "contentStart",
        ascii(
            "{\"event\":{\"contentStart\":{\"contentId\":\"video-1\",\"type\":\"VIDEO\","
                + "\"role\":\"ASSISTANT\",\"videoOutputConfiguration\":{\"frames\":25}}}}"));
    line.event(
        "contentEnd",
        ascii(
            "{\"event\":{\"contentEnd\":{\"contentId\":\"video-1\",\"type\":\"VIDEO\","
                + "\"stopReason\":\"FUTURE_REASON\"}}}"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
