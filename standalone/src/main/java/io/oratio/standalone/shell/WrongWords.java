package io.oratio.standalone.shell;

/// The command line cannot be understood; the message says what to write instead.
public final class WrongWords extends Exception {
  private static final long serialVersionUID = 1;

  WrongWords(String message) {
    super(message);
  }
}
