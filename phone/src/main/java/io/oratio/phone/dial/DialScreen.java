package io.oratio.phone.dial;

import io.oratio.media.path.Quality;
import io.oratio.phone.call.Answered;
import io.oratio.phone.call.CallReport;
import io.oratio.phone.sound.Heard;
import java.io.PrintStream;
import java.util.Locale;

/// Tells people how their call goes: on a terminal the level meter is one line that is written
/// over, elsewhere it is a line a second. Says nothing at all when a script reads along.
final class DialScreen {
  private static final int METER_WIDTH = 40;
  private static final double METER_FLOOR_DBFS = -60;

  private final PrintStream out;
  private final boolean isSilent;
  private final boolean isTerminal;
  private long lastMeterMs = -1;
  private boolean isMeterOpen;

  DialScreen(PrintStream out, boolean isSilent, boolean isTerminal) {
    this.out = out;
    this.isSilent = isSilent;
    this.isTerminal = isTerminal;
  }

  void line(String format, Object... values) {
    if (isSilent) {
      return;
    }
    closeMeter();
    out.println(String.format(Locale.ROOT, format, values));
  }

  void dialling(String uri) {
    line("calling %s", uri);
  }

  void ringing(int status) {
    line(status == 183 ? "ringing (early media)" : "ringing");
  }

  void answered(Answered answered) {
    line(
        "answered after %.1f s, %s to %s",
        answered.answerMs() / 1_000.0,
        answered.terms().codec(),
        answered.terms().remoteRtp().getAddress().getHostAddress());
  }

  void meter(Heard.Snapshot heard) {
    long every = isTerminal ? 100 : 1_000;
    if (isSilent || heard.heardMs() < lastMeterMs + every) {
      return;
    }
    lastMeterMs = heard.heardMs();
    double share = Math.clamp(1 - heard.meterDbfs() / METER_FLOOR_DBFS, 0, 1);
    int bars = (int) Math.round(share * METER_WIDTH);
    String line =
        String.format(
            Locale.ROOT,
            "%6.1f s  [%s%s] %6.1f dBFS%s",
            heard.heardMs() / 1_000.0,
            "#".repeat(bars),
            " ".repeat(METER_WIDTH - bars),
            heard.meterDbfs(),
            heard.meterDbfs() >= Heard.SPEECH_DBFS ? "  speech" : "        ");
    if (isTerminal) {
      out.print('\r' + line);
      out.flush();
      isMeterOpen = true;
    } else {
      out.println(line);
    }
  }

  private void closeMeter() {
    if (isMeterOpen) {
      out.println();
      isMeterOpen = false;
    }
  }

  void ended(CallReport report) {
    switch (report.outcome()) {
      case ANSWERED -> talked(report);
      case REFUSED -> line("refused: %d %s", report.status(), report.reason());
      case NO_ANSWER -> line("no answer");
      case CANCELLED -> line("taken back");
      case UNREACHABLE -> line("unreachable: %s", report.reason());
    }
  }

  private void talked(CallReport report) {
    Heard.Snapshot heard = report.heard();
    Quality quality = report.quality();
    String by =
        switch (report.endedBy()) {
          case US -> "this phone";
          case THEM -> "the other side";
          case NOBODY -> "nobody";
        };
    line("ended by %s after %.1f s", by, report.talkMs() / 1_000.0);
    if (heard.hasSpeech()) {
      line(
          "heard %.1f s of speech at %.1f dBFS, first %.1f s after the answer",
          heard.loudMs() / 1_000.0, heard.speechDbfs(), heard.firstSpeechMs() / 1_000.0);
    } else {
      line("heard nothing");
    }
    line(
        "line: %d packets in, %d out, %d lost, %d late, jitter %.1f ms, round trip %.1f ms,"
            + " %d gaps (longest %d ms), MOS %.1f",
        quality.packetsReceived(),
        quality.packetsSent(),
        quality.packetsLost(),
        quality.packetsLate(),
        quality.jitterMs(),
        quality.roundTripMs(),
        report.gaps(),
        report.longestGapMs(),
        quality.meanOpinionScore());
  }
}
