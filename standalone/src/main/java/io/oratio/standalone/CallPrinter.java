package io.oratio.standalone;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import java.io.PrintStream;
import java.util.Locale;

/// Prints a line for each call that ends. Of the caller's number only the end is shown.
final class CallPrinter {
  private final ObjectStore objects;
  private final PrintStream out;

  CallPrinter(ObjectStore objects, PrintStream out) {
    this.objects = objects;
    this.out = out;
  }

  void ended(Session session) {
    double seconds = session.duration().map(it -> it.toMillis() / 1000.0).orElse(0.0);
    String ending =
        session
            .ending()
            .map(it -> it.result() + " (" + it.reason().replace('_', ' ') + ")")
            .orElse("");
    String recording =
        session
            .audioRecordingUrl()
            .map(_ -> objects.whereabouts(ObjectName.recordingOf(session.sessionId())))
            .orElse("none");
    out.printf(
        Locale.ROOT,
        "Call %s  from %s to %s  %.1f s  %s  %d turns: ./oratio sessions %s  recording: %s%n",
        session.sessionId(),
        caller(session),
        session.dialled().isBlank() ? session.agentId() : session.dialled(),
        seconds,
        ending,
        session.messageCount(),
        session.sessionId(),
        recording);
  }

  private static String caller(Session session) {
    return session
        .customerMetadata()
        .phoneNumber()
        .map(CallPrinter::masked)
        .or(() -> session.customerMetadata().ipAddress())
        .orElse("unknown");
  }

  /// A number shows its last two digits; a name shows as it is.
  static String masked(String number) {
    return number.matches("\\+?\\d{5,}")
        ? "*".repeat(number.length() - 2) + number.substring(number.length() - 2)
        : number;
  }
}
