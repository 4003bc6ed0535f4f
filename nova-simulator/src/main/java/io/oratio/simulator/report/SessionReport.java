package io.oratio.simulator.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// All that the simulator saw of one session; `toJson()` is the line it prints.
///
/// @param id the session's id, as sent in every output event
/// @param model the model id of the request, without a fault suffix
/// @param started when the request arrived
/// @param lengthMs from the request to the end
/// @param endedBy who or what ended it
/// @param eventsIn input events by name; those that could not be read are protocol errors only
/// @param eventsOut output events by name, exceptions by their type
/// @param protocolErrors what the client did against the protocol, in order, at most 100
/// @param warnings what the service allows but advises against, at most 100
/// @param audioSecondsIn audio received
/// @param audioSecondsOut audio sent
/// @param audioGapMaxMs the longest time between two audioInput events
/// @param audioGapP99Ms the 99th percentile of that time (0 when there were fewer than two)
/// @param audioRmsIn root mean square of the audio received, in units of a 16-bit sample
/// @param inputRateHz sample rate of the audio received, 0 when there was none
/// @param outputRateHz sample rate asked for in promptStart, 0 when there was none
/// @param toneHz the pitch of this session's synthetic voice
/// @param turns utterances heard
/// @param texts interactive texts received
/// @param toolUses tools called
/// @param toolResults results received
/// @param interruptions times the client spoke over the assistant
/// @param firstAudioMs from the request to the first audio sent
/// @param responseMs for each reply the time from its cause (the end of the caller's pause, a text,
///   a tool's result) to its first audio
/// @param faults faults that were asked for
/// @param savedAudio the WAV file of the audio received, when it was asked for
public record SessionReport(
    String id,
    String model,
    Instant started,
    long lengthMs,
    EndedBy endedBy,
    Map<String, Integer> eventsIn,
    Map<String, Integer> eventsOut,
    List<String> protocolErrors,
    List<String> warnings,
    double audioSecondsIn,
    double audioSecondsOut,
    int audioGapMaxMs,
    int audioGapP99Ms,
    double audioRmsIn,
    int inputRateHz,
    int outputRateHz,
    double toneHz,
    int turns,
    int texts,
    int toolUses,
    int toolResults,
    int interruptions,
    OptionalLong firstAudioMs,
    List<Integer> responseMs,
    List<String> faults,
    Optional<String> savedAudio) {

  public SessionReport {
    eventsIn = Map.copyOf(eventsIn);
    eventsOut = Map.copyOf(eventsOut);
    protocolErrors = List.copyOf(protocolErrors);
    warnings = List.copyOf(warnings);
    responseMs = List.copyOf(responseMs);
    faults = List.copyOf(faults);
  }

  /// The report as one line of JSON, its members named as the record's and in the same order.
  public String toJson() {
    return ReportLine.of(this);
  }
}
