package io.oratio.control.web;

/// Something outside of the process that it needs: the record store, the object store, Redis, a
/// mail server. `GET /health` asks every bean of this type.
public interface Dependency {
  /// Its name in the answer, for example `records`.
  String name();

  /// Whether requests cannot be served without it.
  boolean isVital();

  /// Returns if it can be used. May block, but is given up after some seconds.
  ///
  /// @throws Exception if it cannot; the message is logged, and never sent
  void check() throws Exception;
}
