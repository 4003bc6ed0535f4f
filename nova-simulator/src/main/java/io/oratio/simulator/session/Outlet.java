package io.oratio.simulator.session;

/// Where a session's answers go: one HTTP/2 stream. All calls on the session's event loop.
public interface Outlet {
  /// Sends the response's headers, status 200.
  void open();

  /// Sends one event.
  void event(byte[] json);

  /// Sends one event in a message with a wrong checksum.
  void brokenEvent(byte[] json);

  /// Sends an exception as the last message, and ends the stream.
  ///
  /// @param type as on the wire, such as `validationException`
  /// @param message the service's wording
  /// @param detail what was wrong, in our words; empty when there is nothing to add
  void exception(String type, String message, String detail);

  /// Ends the stream in good form.
  void end();

  /// Resets the stream.
  void reset();

  /// Closes the connection, with all its streams.
  void disconnect();

  /// Whether there is room for more without waiting for the client.
  boolean isWritable();

  /// Lets go of what was written since the last time.
  void flush();
}
