package io.oratio.runtime.knowledge.parse;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A running worker, as its owner sees it: a folder, a pipe to it, a pipe from it. One thread asks;
/// any may end it.
final class WorkerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);

  /// What came of a question.
  sealed interface Answer {
    record Told(byte[] frame) implements Answer {}

    /// It did not answer in time, and was ended.
    record Late() implements Answer {}

    /// It ended by itself, or spoke nonsense and was ended.
    record Gone(int exitCode) implements Answer {}
  }

  private final Path folder;
  private final Process process;
  private final DataOutputStream to;
  private final BlockingQueue<Optional<byte[]>> from = new ArrayBlockingQueue<>(2);
  private int documents;

  private WorkerProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.to = new DataOutputStream(process.getOutputStream());
    Thread.ofPlatform().daemon().name("parse-worker-" + process.pid()).start(this::listen);
  }

  /// Starts one and waits until it is up.
  static WorkerProcess start(WorkerCommand command, ParseLimits limits) throws IOException {
    Path folder = Files.createTempDirectory("oratio-parse-");
    WorkerProcess worker;
    try {
      worker = new WorkerProcess(folder, command.start(folder, limits));
    } catch (IOException e) {
      forget(folder);
      throw e;
    }
    switch (worker.next(START)) {
      case Answer.Told _ -> {
        return worker;
      }
      case Answer.Late _ -> throw new IOException("no worker for documents came up in " + START);
      case Answer.Gone(int code) ->
          throw new IOException("the worker for documents ended at once with " + code);
    }
  }

  long pid() {
    return process.pid();
  }

  /// How many documents it was given.
  int documents() {
    return documents;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Puts a document into the worker's folder, as far as the limit allows.
  ///
  /// @return whether all of it is there
  boolean take(InputStream document, long mostBytes) throws IOException {
    Path file = folder.resolve(ParseRequest.FILE);
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = document.read(buffer); read >= 0; read = document.read(buffer)) {
        bytes += read;
        if (bytes > mostBytes) {
          return false;
        }
        out.write(buffer, 0, read);
      }
    }
    return true;
  }

  /// Asks for the document in the folder, and takes it away afterwards.
  Answer ask(ParseRequest request, Duration within) throws IOException {
    documents++;
    try {
      Frames.write(to, request.encoded());
    } catch (IOException _) {
      // Its end is told by its other pipe.
    }
    Answer answer = next(within);
    if (process.isAlive()) {
      Files.deleteIfExists(folder.resolve(ParseRequest.FILE));
    }
    return answer;
  }

  private Answer next(Duration within) throws IOException {
    try {
      Optional<byte[]> frame = from.poll(within.toMillis(), TimeUnit.MILLISECONDS);
      if (frame == null) {
        close();
        return new Answer.Late();
      }
      if (frame.isPresent()) {
        return new Answer.Told(frame.get());
      }
      boolean hasEnded = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      close();
      return new Answer.Gone(hasEnded ? process.exitValue() : -1);
    } catch (InterruptedException _) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while a document was read");
    }
  }

  private void listen() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
      Optional<byte[]> frame = Frames.read(in, Frames.MOST_BYTES);
      while (frame.isPresent()) {
        // The owner asks one thing at a time; whoever says more is not to be heard.
        if (!from.offer(frame)) {
          break;
        }
        frame = Frames.read(in, Frames.MOST_BYTES);
      }
    } catch (IOException _) {
      // Ended, or nonsense: told below.
    }
    process.destroyForcibly();
    if (!from.offer(Optional.empty())) {
      from.clear();
      from.add(Optional.empty());
    }
  }

  /// Ends the process and forgets its folder. May be called again.
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    forget(folder);
  }

  private static void forget(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException _) {
      // Gone already, or left to the system that clears its temporary folder.
    }
  }
}
