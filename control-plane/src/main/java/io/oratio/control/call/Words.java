package io.oratio.control.call;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// Words put together so that no two lists of words become the same text.
final class Words {
  private Words() {}

  /// Each word as the number of its bytes in UTF-8, `:`, itself, and `,` (a netstring).
  static String joined(Collection<String> words) {
    StringBuilder out = new StringBuilder();
    words.forEach(
        it ->
            out.append(it.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(it)
                .append(','));
    return out.toString();
  }
}
