package io.oratio.standalone.shell;

import java.util.List;

/// One of the verbs.
interface Verb {
  /// How it is used, as a person reads it.
  String usage();

  /// Does what was asked for.
  ///
  /// @return the exit status; 0 when it was done
  int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException;
}
