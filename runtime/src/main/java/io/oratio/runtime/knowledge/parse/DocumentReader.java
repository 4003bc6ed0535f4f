package io.oratio.runtime.knowledge.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Reads documents somebody else wrote. Safe from any thread; a call blocks until the document is
/// read, refused, or over its time.
public interface DocumentReader extends AutoCloseable {
  /// Reads a document to its end, or refuses it. Whatever its bytes, it is one of both.
  ///
  /// @param document a plain file
  /// @param name its name for the title and, between kinds of plain text alone, for its kind; what
  ///   a document is, is told by its content
  /// @throws IOException when the file cannot be opened or no worker can be started: ours to mend,
  ///   not its owner's
  Reading read(Path document, String name) throws IOException;

  /// Reads a document from a stream, which the caller closes.
  ///
  /// @throws IOException when the stream breaks or no worker can be started
  Reading read(InputStream document, String name) throws IOException;

  /// Ends what is under way; afterwards nothing can be read.
  @Override
  void close();
}
