package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import io.oratio.runtime.knowledge.parse.WorkerProcess.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads documents in a process of its own, which is given little memory and little time and is
/// replaced after a fault. One document at a time: others wait. The process is started with the
/// first document.
public final class WorkerDocumentReader implements DocumentReader {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerDocumentReader.class);

  /// A worker that runs out of memory ends with it (`-XX:+ExitOnOutOfMemoryError`).
  private static final int OUT_OF_MEMORY = 3;

  private static final int NAME_CHARACTERS = 1024;

  private final ParseLimits limits;
  private final WorkerCommand command;
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile Optional<WorkerProcess> worker = Optional.empty();
  private volatile boolean isClosed;

  public WorkerDocumentReader(ParseLimits limits, WorkerCommand command) {
    this.limits = limits;
    this.command = command;
  }

  /// With the standard limits and the Java of this process.
  public static WorkerDocumentReader standard() {
    return new WorkerDocumentReader(ParseLimits.STANDARD, WorkerCommand.ofThisProcess());
  }

  @Override
  public Reading read(Path document, String name) throws IOException {
    try (InputStream in = Files.newInputStream(document)) {
      return read(in, name);
    }
  }

  @Override
  public Reading read(InputStream document, String name) throws IOException {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while other documents were read");
    }
    try {
      WorkerProcess current = current();
      if (!current.take(document, limits.inputBytes())) {
        return new Refused(
            Reason.TOO_LARGE,
            "The file is larger than " + (limits.inputBytes() >> 20) + " MiB; split it.");
      }
      return ask(current, name);
    } finally {
      turn.unlock();
    }
  }

  /// The process of the worker now in use, if there is one.
  public OptionalLong workerPid() {
    return worker
        .filter(WorkerProcess::isAlive)
        .map(it -> OptionalLong.of(it.pid()))
        .orElseGet(OptionalLong::empty);
  }

  private Reading ask(WorkerProcess current, String name) throws IOException {
    String shortName = name.length() <= NAME_CHARACTERS ? name : name.substring(0, NAME_CHARACTERS);
    Answer answer = current.ask(new ParseRequest(shortName, limits), limits.wallTime());
    if (isClosed) {
      throw new IOException("the reader was closed");
    }
    return switch (answer) {
      case Answer.Told(byte[] frame) -> decoded(frame);
      case Answer.Late() -> {
        LOG.warn(
            "A document took over {} s to read; its worker was ended.",
            limits.wallTime().toSeconds());
        yield new Refused(
            Reason.TOO_SLOW,
            "It could not be read within "
                + limits.wallTime().toSeconds()
                + " seconds; split it or save it more simply.");
      }
      case Answer.Gone(int code) -> {
        LOG.warn("A document ended its worker with code {}.", code);
        yield code == OUT_OF_MEMORY
            ? new Refused(
                Reason.TOO_LARGE,
                "It needs more memory than a document may; split it or save it more simply.")
            : new Refused(Reason.BROKEN, "It could not be read: its reader ended over it.");
      }
    };
  }

  private Reading decoded(byte[] frame) {
    try {
      return ReadingCodec.decode(frame);
    } catch (IOException e) {
      LOG.warn("A worker answered nonsense and was ended: {}", e.getMessage());
      worker.ifPresent(WorkerProcess::close);
      return new Refused(Reason.UNSAFE, "It brought its reader to answer nonsense.");
    }
  }

  private WorkerProcess current() throws IOException {
    Optional<WorkerProcess> running = worker;
    if (running.isPresent()) {
      boolean isSpent = running.get().documents() >= limits.documentsPerWorker();
      if (running.get().isAlive() && !isSpent) {
        return running.get();
      }
      running.get().close();
    }
    if (isClosed) {
      throw new IOException("the reader is closed");
    }
    WorkerProcess fresh = WorkerProcess.start(command, limits);
    worker = Optional.of(fresh);
    if (isClosed) {
      fresh.close();
      throw new IOException("the reader was closed");
    }
    return fresh;
  }

  @Override
  public void close() {
    isClosed = true;
    worker.ifPresent(WorkerProcess::close);
  }
}
