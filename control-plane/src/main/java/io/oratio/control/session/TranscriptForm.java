package io.oratio.control.session;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The forms of a transcript, in the order in which they are preferred.
enum TranscriptForm {
  JSON("application/json", "application/json"),
  TEXT("text/plain", "text/plain;charset=utf-8"),
  VTT("text/vtt", "text/vtt;charset=utf-8");

  private final String type;
  private final String contentType;

  TranscriptForm(String type, String contentType) {
    this.type = type;
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /// The form that is asked for by `format`, else the one that `Accept` likes best, else JSON.
  ///
  /// @throws Refusal 406 if none is accepted
  static TranscriptForm of(Request request) {
    Optional<String> format = request.text("format");
    if (format.isPresent()) {
      return valueOf(format.get().toUpperCase(Locale.ROOT));
    }
    return accepted(request.arrival().accept().orElse("*/*"))
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.NOT_ACCEPTABLE,
                    "A transcript is application/json, text/plain or text/vtt."));
  }

  /// RFC 9110 §12.5.1: the highest weight, of equal ones the first of ours.
  static Optional<TranscriptForm> accepted(String accept) {
    TranscriptForm best = JSON;
    double highest = 0;
    for (TranscriptForm form : values()) {
      double weight = form.weight(accept);
      if (weight > highest) {
        best = form;
        highest = weight;
      }
    }
    return highest > 0 ? Optional.of(best) : Optional.empty();
  }

  /// The weight of the most specific range that holds this type.
  private double weight(String accept) {
    double weight = 0;
    int specific = -1;
    for (String range : accept.split(",", 64)) {
      String[] parts = range.split(";");
      int fit = fit(parts[0].strip().toLowerCase(Locale.ROOT));
      if (fit > specific) {
        specific = fit;
        weight =
            Arrays.stream(parts)
                .skip(1)
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .filter(it -> it.startsWith("q="))
                .findFirst()
                .map(it -> quality(it.substring(2)))
                .orElse(1.0);
      }
    }
    return weight;
  }

  private int fit(String range) {
    if (range.equals(type)) {
      return 2;
    }
    if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static double quality(String text) {
    return text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
