package io.oratio.control.web;

import java.time.Duration;

/// Something that the process needs: the record store, the object store, Redis, a mail server, the
/// engine. `GET /health` asks every bean of this type.
public interface Dependency {
  /// Its name in the answer, for example `records`.
  String name();

  /// Whether requests cannot be served without it.
  boolean isVital();

  /// A sentence for people: what cannot be done while it is away.
  String meaning();

  /// How long an answer is good; a second at least.
  Duration keptFor();

  /// Returns if it can be used. May block, but is given up after some seconds.
  ///
  /// @throws Exception if it cannot; the message is logged, and never sent
  void check() throws Exception;
}
