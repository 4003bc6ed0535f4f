package io.oratio.standalone.shell;

/// What was asked for did not happen. The message says in a sentence what was wrong and who must
/// act.
class CannotDo extends Exception {
  private static final long serialVersionUID = 1;

  /// Exit status: it was asked for rightly, and could not be done.
  static final int FAILED = 1;

  /// Exit status: the command line cannot be understood.
  static final int WRONG_WORDS = 2;

  /// Exit status: nobody is logged in, or whoever is may not do this.
  static final int NOT_ALLOWED = 3;

  /// Exit status: the server cannot be reached.
  static final int UNREACHABLE = 4;

  private final int status;

  CannotDo(int status, String message) {
    super(message);
    this.status = status;
  }

  CannotDo(String message) {
    this(FAILED, message);
  }

  /// The exit status of the command.
  final int status() {
    return status;
  }
}
