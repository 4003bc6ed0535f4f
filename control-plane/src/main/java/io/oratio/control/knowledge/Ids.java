package io.oratio.control.knowledge;

import io.oratio.control.web.Digest;
import java.nio.charset.StandardCharsets;

/// Ids of documents and addresses, made of their paths: the same document has the same id in every
/// version of its agent.
final class Ids {
  private static final int HEX_DIGITS = 24;

  private Ids() {}

  static String ofDocument(String path) {
    return "doc_" + hash(path);
  }

  static String ofAddress(String url) {
    return "adr_" + hash(url);
  }

  private static String hash(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, HEX_DIGITS);
  }
}
