package io.oratio.runtime.knowledge.parse;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The worker process: reads one document after the other, as asked on its standard input, and
/// answers on its standard output. Ends when its input does, whatever it is doing, so that it never
/// outlives its owner.
final class ParseWorker {
  /// Told once it is up.
  static final byte[] HELLO = {1};

  private static final int REQUEST_BYTES = 1 << 16;

  private ParseWorker() {}

  /// @param words the worker's folder, which is deleted at its end
  public static void main(String[] words) throws IOException, InterruptedException {
    Path folder = Path.of(words[0]);
    // Libraries that log to standard output must not speak into the protocol.
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16));
    System.setOut(new PrintStream(System.err, true));
    BlockingQueue<ParseRequest> asked = new ArrayBlockingQueue<>(1);
    Thread.ofPlatform().daemon().name("parse-worker-in").start(() -> listen(folder, asked));
    Frames.write(out, HELLO);
    while (true) {
      ParseRequest request = asked.take();
      DocumentParser parser = new DocumentParser(request.limits());
      Reading reading = parser.parse(folder.resolve(ParseRequest.FILE), request.name());
      Frames.write(out, ReadingCodec.encode(reading));
    }
  }

  private static void listen(Path folder, BlockingQueue<ParseRequest> asked) {
    DataInputStream in = new DataInputStream(System.in);
    try {
      for (Optional<byte[]> frame = Frames.read(in, REQUEST_BYTES);
          frame.isPresent();
          frame = Frames.read(in, REQUEST_BYTES)) {
        asked.put(ParseRequest.decode(frame.get()));
      }
    } catch (IOException | IllegalArgumentException _) {
      // The owner is gone or speaks nonsense: both end the worker.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    forget(folder);
    Runtime.getRuntime().halt(0);
  }

  /// The owner does the same unless it was killed.
  private static void forget(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(ParseRequest.FILE));
      Files.deleteIfExists(folder.resolve(WorkerCommand.ARGUMENTS));
      Files.deleteIfExists(folder);
    } catch (IOException _) {
      // The system clears its temporary folder.
    }
  }
}
