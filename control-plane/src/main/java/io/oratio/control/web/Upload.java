package io.oratio.control.web;

import java.io.IOException;
import java.io.InputStream;

/// A file of a form. It lives as long as the request: whoever wants to keep it reads it.
public interface Upload {
  /// The field it was sent as.
  String field();

  /// The name it was sent with, as sent: it may hold folders, and anything else. Never a path on
  /// this machine.
  String fileName();

  /// The media type its sender gave it, which need not be true; empty if none.
  String mediaType();

  long bytes();

  /// Reads it from the start.
  InputStream open() throws IOException;
}
