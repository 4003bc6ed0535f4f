package io.oratio.runtime.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer whose body is still coming. It has to be closed; the request's time and sizes hold for
/// its body too, and a read past them fails with an [IOException].
public interface OutboundStream extends AutoCloseable {
  int status();

  /// Names in lower case.
  Map<String, List<String>> headers();

  /// Decompressed; of one reader.
  InputStream body();

  URI address();

  /// The first value of a header, its name in lower case.
  default Optional<String> header(String name) {
    return headers().getOrDefault(name, List.of()).stream().findFirst();
  }

  /// What a failed read of the body means.
  OutboundRefused refusal(IOException e);

  /// Ends it; safe from any thread and more than once.
  @Override
  void close();
}
