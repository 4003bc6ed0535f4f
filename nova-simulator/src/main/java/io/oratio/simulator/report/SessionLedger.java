package io.oratio.simulator.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Counts what happens in one session while it runs. Belongs to the session's event loop.
public final class SessionLedger {
  private static final int LONGEST_LIST = 100;
  private static final int MOST_NAMES = 64;

  private final String id;
  private final String model;
  private final Instant started;
  private final long startedNanos;
  private final double toneHz;
  private final List<String> faults;
  private final Map<String, Integer> eventsIn = new LinkedHashMap<>();
  private final Map<String, Integer> eventsOut = new LinkedHashMap<>();
  private final List<String> protocolErrors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Integer> responseMs = new ArrayList<>();
  private final Cadence audioCadence = new Cadence();
  private int inputRateHz;
  private int outputRateHz;
  private double audioSecondsIn;
  private double audioSecondsOut;
  private double squaresIn;
  private long samplesIn;
  private int turns;
  private int texts;
  private int toolUses;
  private int toolResults;
  private int interruptions;
  private OptionalLong firstAudioMs = OptionalLong.empty();
  private Optional<String> savedAudio = Optional.empty();

  /// Opens the ledger of a session that was asked for at `started` (`startedNanos` on the clock
  /// that the later calls use).
  public SessionLedger(
      String id,
      String model,
      Instant started,
      long startedNanos,
      double toneHz,
      List<String> faults) {
    this.id = id;
    this.model = model;
    this.started = started;
    this.startedNanos = startedNanos;
    this.toneHz = toneHz;
    this.faults = List.copyOf(faults);
  }

  public void eventIn(String name) {
    count(eventsIn, name);
  }

  public void eventOut(String name) {
    count(eventsOut, name);
  }

  public void protocolError(String what) {
    addBounded(protocolErrors, what);
  }

  public boolean hasProtocolErrors() {
    return !protocolErrors.isEmpty();
  }

  /// Notes what the service allows but advises against, once for each wording.
  public void warning(String what) {
    if (!warnings.contains(what)) {
      addBounded(warnings, what);
    }
  }

  public void outputRate(int rateHz) {
    outputRateHz = rateHz;
  }

  public void audioOpened(int rateHz) {
    inputRateHz = rateHz;
  }

  public void audioClosed() {
    audioCadence.pause();
  }

  /// Counts one audioInput of 16-bit little-endian samples.
  public void audioIn(byte[] pcm, long nowNanos) {
    audioCadence.event(nowNanos);
    int samples = pcm.length / 2;
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      double sample = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8));
      squares += sample * sample;
    }
    squaresIn += squares;
    samplesIn += samples;
    if (inputRateHz > 0) {
      audioSecondsIn += (double) samples / inputRateHz;
    }
  }

  /// Counts one audioOutput of so many samples at the output rate.
  public void audioOut(int samples, long nowNanos) {
    if (firstAudioMs.isEmpty()) {
      firstAudioMs = OptionalLong.of((nowNanos - startedNanos) / 1_000_000);
    }
    if (outputRateHz > 0) {
      audioSecondsOut += (double) samples / outputRateHz;
    }
  }

  public double audioSecondsIn() {
    return audioSecondsIn;
  }

  public double audioSecondsOut() {
    return audioSecondsOut;
  }

  public void responded(long afterNanos) {
    if (responseMs.size() < LONGEST_LIST) {
      responseMs.add((int) (afterNanos / 1_000_000));
    }
  }

  public void turn() {
    turns++;
  }

  public void text() {
    texts++;
  }

  public void toolUse() {
    toolUses++;
  }

  public void toolResult() {
    toolResults++;
  }

  public void interruption() {
    interruptions++;
  }

  public void savedAudio(String path) {
    savedAudio = Optional.of(path);
  }

  /// The report of the session as it stands, ended now.
  public SessionReport close(EndedBy endedBy, long nowNanos) {
    return new SessionReport(
        id,
        model,
        started,
        (nowNanos - startedNanos) / 1_000_000,
        endedBy,
        eventsIn,
        eventsOut,
        protocolErrors,
        warnings,
        audioSecondsIn,
        audioSecondsOut,
        audioCadence.longestMs(),
        audioCadence.percentileMs(99),
        samplesIn == 0 ? 0 : Math.sqrt(squaresIn / samplesIn),
        inputRateHz,
        outputRateHz,
        toneHz,
        turns,
        texts,
        toolUses,
        toolResults,
        interruptions,
        firstAudioMs,
        responseMs,
        faults,
        savedAudio);
  }

  private static void count(Map<String, Integer> counts, String name) {
    if (counts.size() < MOST_NAMES || counts.containsKey(name)) {
      counts.merge(name, 1, Integer::sum);
    } else {
      counts.merge("other", 1, Integer::sum);
    }
  }

  private static void addBounded(List<String> list, String what) {
    if (list.size() < LONGEST_LIST) {
      list.add(what);
    }
  }
}
