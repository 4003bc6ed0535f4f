package io.oratio.control.conversation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import java.util.Arrays;
import java.util.Locale;

/// The form in which an answer is wanted (RFC 9110 §12.5.1).
enum Wanted {
  WHOLE("application", "json"),
  EVENTS("text", "event-stream");

  private static final int RANGES_MAX = 64;

  private final String type;
  private final String subtype;

  Wanted(String type, String subtype) {
    this.type = type;
    this.subtype = subtype;
  }

  /// What `Accept` likes best; the whole answer where it likes both alike.
  ///
  /// @throws Refusal 406 if it likes neither
  static Wanted of(Request request) {
    String accept = request.arrival().accept().orElse("*/*");
    double whole = WHOLE.weight(accept);
    double events = EVENTS.weight(accept);
    if (Math.max(whole, events) <= 0) {
      throw Refusal.of(ErrorCode.NOT_ACCEPTABLE, "Accept application/json or text/event-stream.");
    }
    return events > whole ? EVENTS : WHOLE;
  }

  /// The weight of the most specific range that fits; 0 if none does.
  private double weight(String accept) {
    double weight = 0;
    int best = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", RANGES_MAX)) {
      String[] parts = range.split(";");
      int fit = fit(parts[0].strip());
      if (fit > best) {
        best = fit;
        weight = Arrays.stream(parts).skip(1).mapToDouble(Wanted::quality).min().orElse(1);
      }
    }
    return weight;
  }

  private int fit(String range) {
    if (range.equals(type + "/" + subtype)) {
      return 3;
    }
    if (range.equals(type + "/*")) {
      return 2;
    }
    return range.equals("*/*") ? 1 : 0;
  }

  /// The weight that a parameter gives; 1 for one that gives none.
  private static double quality(String parameter) {
    String text = parameter.strip();
    if (!text.startsWith("q=")) {
      return 1;
    }
    String value = text.substring(2);
    return value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
  }
}
