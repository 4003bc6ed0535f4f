package io.oratio.gateway.telemetry;

/// Every metric of the gateway, with its help. Names are Micrometer's; Prometheus sees
/// `oratio_gateway_calls_active` and the like. Labels come from closed sets and are never ids.
public enum Metric {
  CALLS_ACTIVE("oratio.gateway.calls.active", "Calls here now."),
  CALLS_BEGUN(
      "oratio.gateway.calls.begun", "Calls that were taken to be answered, and calls of ours."),
  CALLS_ENDED("oratio.gateway.calls.ended", "Calls that are over, by result and reason."),
  CALLS_REFUSED("oratio.gateway.calls.refused", "Calls refused for a limit, by reason."),
  CALL_SECONDS("oratio.gateway.call", "How long calls lasted."),
  SIP("oratio.gateway.sip", "What came by SIP, by what became of it."),
  JOURNAL_RETRIES(
      "oratio.gateway.journal.retries", "Writes to the stores that had to be repeated."),
  JOURNAL_LOST("oratio.gateway.journal.lost", "Writes to the stores that were given up."),
  PORTS_LENT("oratio.media.ports.lent", "RTP ports in use."),
  DATAGRAMS_UNSENT("oratio.media.datagrams.unsent", "Datagrams the system would not take."),
  PACER_LATENESS("oratio.media.pacer.lateness", "How late ticks began, in seconds, by quantile."),
  ADDED_DELAY(
      "oratio.media.added.delay.seconds",
      "What we add to the sound's way in calls that are over, by way and quantile."),
  PACER_MISSED(
      "oratio.media.pacer.missed", "Ticks left out because something was a whole slot late."),
  RECORDINGS_BROKEN("oratio.media.recordings.broken", "Recordings that broke off."),
  DRAINING("oratio.gateway.draining", "1 while no new calls are taken.");

  private final String meter;
  private final String help;

  Metric(String meter, String help) {
    this.meter = meter;
    this.help = help;
  }

  /// Micrometer's name.
  public String meter() {
    return meter;
  }

  /// One sentence for the operator.
  public String help() {
    return help;
  }
}
