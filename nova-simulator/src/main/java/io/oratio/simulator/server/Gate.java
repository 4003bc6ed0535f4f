package io.oratio.simulator.server;

import io.netty.handler.codec.http2.Http2Headers;
import io.oratio.simulator.script.Fault;
import io.oratio.simulator.session.Wordings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands before every stream: reads the model id, looks at the signature's headers, counts the
/// streams and turns away what has to be turned away. Any event loop.
final class Gate {
  private static final Pattern PATH =
      Pattern.compile("/model/([^/?]{1,400})/invoke-with-bidirectional-stream");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=[^/,\\s]+/\\d{8}/[a-z0-9-]+/bedrock/aws4_request, ?"
              + "SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}");
  private static final String FAULT_HEADER = "x-oratio-fault";

  private final int quota;
  private final boolean signaturesNeeded;
  private final AtomicInteger streams = new AtomicInteger();

  Gate(int quota, boolean signaturesNeeded) {
    this.quota = quota;
    this.signaturesNeeded = signaturesNeeded;
  }

  /// What a request asks for.
  ///
  /// @param modelId without the faults behind it
  /// @param faults what the request wants to go wrong
  record Wish(String modelId, List<Fault> faults) {}

  /// Whether a path is that of the bidirectional stream.
  static boolean isStream(Http2Headers headers) {
    return "POST".contentEquals(text(headers, ":method").orElse(""))
        && PATH.matcher(text(headers, ":path").orElse("")).matches();
  }

  /// Reads the wish out of a request for a stream.
  ///
  /// @throws IllegalArgumentException when the model id cannot be decoded or the fault is not known
  static Wish wish(Http2Headers headers) {
    Matcher path = PATH.matcher(text(headers, ":path").orElse(""));
    if (!path.matches()) {
      throw new IllegalArgumentException("not the path of a stream");
    }
    // Only percent signs are to be decoded: a plus in a path is a plus.
    String decoded = URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    List<String> parts = new ArrayList<>(Arrays.asList(decoded.split("~", 16)));
    String modelId = parts.removeFirst();
    return new Wish(modelId, FaultDesk.askedFor(text(headers, FAULT_HEADER), parts));
  }

  /// Lets a stream in, or says why not. Who is let in must `leave` in the end.
  Optional<Rejection> enter(Http2Headers headers, String modelId, List<Fault> faults) {
    Optional<Rejection> rejection =
        signature(headers).or(() -> model(modelId)).or(() -> asked(faults));
    if (rejection.isPresent()) {
      return rejection;
    }
    if (streams.incrementAndGet() > quota) {
      streams.decrementAndGet();
      return Optional.of(Rejection.throttled());
    }
    return Optional.empty();
  }

  void leave() {
    streams.decrementAndGet();
  }

  int streams() {
    return streams.get();
  }

  private Optional<Rejection> signature(Http2Headers headers) {
    if (!signaturesNeeded) {
      return Optional.empty();
    }
    Optional<String> authorization = text(headers, "authorization");
    if (authorization.isEmpty()) {
      return Optional.of(
          new Rejection(
              403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
    }
    boolean isWellFormed =
        AUTHORIZATION.matcher(authorization.get()).matches()
            && text(headers, "x-amz-date").isPresent()
            && text(headers, "x-amz-content-sha256")
                .filter("STREAMING-AWS4-HMAC-SHA256-EVENTS"::equals)
                .isPresent();
    return isWellFormed
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                403,
                "IncompleteSignatureException",
                "The request signature does not conform to AWS standards."));
  }

  private static Optional<Rejection> model(String modelId) {
    return modelId.contains("sonic")
        ? Optional.empty()
        : Optional.of(Rejection.invalid("The provided model identifier is invalid."));
  }

  private static Optional<Rejection> asked(List<Fault> faults) {
    return faults.stream()
        .map(Fault::kind)
        .filter(kind -> kind.stage() == Fault.Stage.BEFORE)
        .findFirst()
        .map(
            kind ->
                switch (kind) {
                  case HTTP_500 -> new Rejection(500, "InternalServerException", Wordings.INTERNAL);
                  case HTTP_503 ->
                      new Rejection(503, "ServiceUnavailableException", Wordings.UNAVAILABLE);
                  case ACCESS_DENIED ->
                      new Rejection(
                          403,
                          "AccessDeniedException",
                          "You don't have access to the model with the specified model ID.");
                  default -> Rejection.throttled();
                });
  }

  private static Optional<String> text(Http2Headers headers, String name) {
    CharSequence value = headers.get(name);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }
}
