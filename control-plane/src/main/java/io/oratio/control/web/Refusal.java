package io.oratio.control.web;

import io.oratio.control.web.contract.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a request is not done, in words that its sender may read. It is the one exception that
/// features throw for that; the door writes it as a [Problem]. Immutable, and without a stack: it
/// is an answer, not a failure of ours.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final transient List<Fault> details;
  private final transient Map<String, String> headers;
  private final transient Optional<String> service;
  private final transient Optional<Duration> retryAfter;

  private Refusal(
      ErrorCode code,
      String message,
      List<Fault> details,
      Map<String, String> headers,
      Optional<String> service,
      Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.details = List.copyOf(details);
    this.headers = Map.copyOf(headers);
    this.service = service;
    this.retryAfter = retryAfter;
  }

  /// A refusal; its code decides the status.
  ///
  /// @param message one sentence for the developer who reads it: what is wrong and who must act
  public static Refusal of(ErrorCode code, String message) {
    return new Refusal(code, message, List.of(), Map.of(), Optional.empty(), Optional.empty());
  }

  /// The same with the places that are wrong.
  public Refusal at(List<Fault> faults) {
    return new Refusal(code, getMessage(), faults, headers, service, retryAfter);
  }

  /// The same with one place that is wrong.
  ///
  /// @param pointer a JSON Pointer into the body, or `#/query/NAME`, `#/path/NAME`, `#/header/NAME`
  public Refusal at(String pointer, String sentence) {
    return at(List.of(new Fault(pointer, sentence)));
  }

  /// The same with a header in its answer.
  public Refusal with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Refusal(code, getMessage(), details, more, service, retryAfter);
  }

  /// The same with the outside service that failed (502).
  public Refusal by(String outsideService) {
    return new Refusal(
        code, getMessage(), details, headers, Optional.of(outsideService), retryAfter);
  }

  /// The same with the time after which it is worth trying again (429, 503).
  public Refusal retryAfter(Duration wait) {
    return new Refusal(code, getMessage(), details, headers, service, Optional.of(wait));
  }

  public ErrorCode code() {
    return code;
  }

  public List<Fault> details() {
    return details;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Optional<String> service() {
    return service;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
