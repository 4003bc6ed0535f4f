package io.oratio.engine.nova;

/// One stream of events to the model and back: the seam between what is said and how it travels.
/// All methods return at once, from any thread.
interface NovaStream {
  /// Queues an event that must arrive. False when nothing more fits: the stream is then useless.
  boolean send(byte[] event);

  /// Queues sound. Where too much waits, the oldest sound gives way.
  void sendAudio(byte[] event);

  /// Says that nothing more will be sent.
  void complete();

  /// Breaks the stream off, whatever it is doing.
  void cancel();

  /// Hears what becomes of a stream: one call at a time, [#failed] or [#completed] last and once.
  interface Listener {
    /// The service accepted the stream.
    void accepted();

    /// The service says something, as JSON in UTF-8. The array belongs to the listener.
    void said(byte[] json);

    /// The stream broke.
    void failed(Throwable cause);

    /// The service ended the stream. It looks the same when the service reset it.
    void completed();
  }
}
