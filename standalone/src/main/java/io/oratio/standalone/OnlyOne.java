package io.oratio.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The mark of a process on its data folder: two gateways there would close each other's calls as
/// left by a crash.
record OnlyOne(FileChannel file) implements AutoCloseable {
  /// @throws CannotStart when a process with these parts runs on that folder
  static OnlyOne of(Settings settings) {
    String part = settings.parts().hasGateway() ? "gateway" : "control";
    Path mark = settings.dataDir().resolve(part + ".lock");
    try {
      FileChannel file =
          FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = file.tryLock();
      if (lock == null) {
        file.close();
        throw new CannotStart(
            "another "
                + part
                + " runs on the data folder "
                + settings.dataDir()
                + ": give this one its own by --data");
      }
      return new OnlyOne(file);
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder " + settings.dataDir() + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException _) {
      // The end of the process takes the mark off.
    }
  }
}
