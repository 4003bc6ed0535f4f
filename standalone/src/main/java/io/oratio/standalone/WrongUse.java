package io.oratio.standalone;

/// The command line or a setting asks for what cannot be; the message says what to write instead.
final class WrongUse extends Exception {
  private static final long serialVersionUID = 1;

  WrongUse(String message) {
    super(message);
  }
}
