package io.oratio.control.web.door;

import io.oratio.control.web.Digest;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Check;
import io.oratio.control.web.contract.Fault;
import io.oratio.control.web.contract.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads a body within its limits and holds it against the contract.
final class BodyReader {
  private static final long JSON_BYTES_MAX = 2 * 1024 * 1024;

  private final Duration patience;
  private final LongSupplier nanoClock;

  BodyReader(Duration patience, LongSupplier nanoClock) {
    this.patience = patience;
    this.nanoClock = nanoClock;
  }

  /// Refuses a body that says beforehand that it is too long.
  static void checkLength(Operation operation, HttpServletRequest request) {
    long limit = operation.rules().bodyLimitBytes();
    if (request.getContentLengthLong() > limit) {
      throw LimitedInput.tooLarge(limit);
    }
  }

  /// @param spooled where files go as they come; the caller clears them away
  Request.Content read(Operation operation, HttpServletRequest request, List<SpooledUpload> spooled)
      throws IOException {
    boolean isThere =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (operation.bodies().isEmpty() || !isThere) {
      if (operation.rules().isBodyRequired()) {
        throw Refusal.of(ErrorCode.REQUEST_INVALID, "A body is needed.").at("", "is missing");
      }
      return new Request.Content(MissingNode.getInstance(), List.of(), "");
    }
    String contentType = request.getContentType() == null ? "" : request.getContentType();
    String mediaType = mediaType(contentType);
    Operation.BodyRule rule = operation.bodies().get(mediaType);
    if (rule == null) {
      throw Refusal.of(
          ErrorCode.MEDIA_TYPE_UNSUPPORTED,
          "The body has to be "
              + String.join(" or ", new TreeSet<>(operation.bodies().keySet()))
              + ".");
    }
    boolean isJson = mediaType.endsWith("json");
    long limit = operation.rules().bodyLimitBytes();
    MessageDigest digest = Digest.sha256();
    LimitedInput in =
        new LimitedInput(
            request.getInputStream(),
            isJson ? Math.min(limit, JSON_BYTES_MAX) : limit,
            patience,
            nanoClock,
            digest);
    try {
      JsonNode tree = tree(operation, rule, contentType, mediaType, in, spooled);
      // The rest of it, so that the digest is of all.
      in.skip(Long.MAX_VALUE);
      return new Request.Content(
          tree, List.copyOf(spooled), HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      // The server wraps its own impatience with a body that stopped coming.
      if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
        throw LimitedInput.tooSlow();
      }
      throw e;
    }
  }

  private static JsonNode tree(
      Operation operation,
      Operation.BodyRule rule,
      String contentType,
      String mediaType,
      LimitedInput in,
      List<SpooledUpload> spooled)
      throws IOException {
    if (mediaType.endsWith("json")) {
      byte[] bytes = in.readAllBytes();
      if (bytes.length == 0 && !operation.rules().isBodyRequired()) {
        return MissingNode.getInstance();
      }
      JsonNode tree = StrictJson.read(bytes);
      check(rule, tree);
      return tree;
    }
    if (mediaType.equals("multipart/form-data")) {
      JsonNode form = new FormReader(rule.parts(), spooled).read(contentType, in);
      check(rule, form);
      return form;
    }
    spooled.add(SpooledUpload.of("", "", mediaType, in));
    return MissingNode.getInstance();
  }

  private static void check(Operation.BodyRule rule, JsonNode tree) {
    List<Fault> faults = rule.check().map(it -> faults(it, tree)).orElse(List.of());
    if (faults.stream().anyMatch(Fault::isUnknown)
        && rule.check().map(it -> it.node().path("x-unsupported").booleanValue(false)).get()) {
      throw Refusal.of(
              ErrorCode.FIELD_UNSUPPORTED, "The body asks for something that is not done here.")
          .at(faults);
    }
    if (!faults.isEmpty()) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "The body does not fit the contract.").at(faults);
    }
  }

  private static List<Fault> faults(Check check, JsonNode tree) {
    return check.faults(tree);
  }

  private static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
