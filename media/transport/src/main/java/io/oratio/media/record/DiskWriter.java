package io.oratio.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes all recordings to disk, twice a second. One for the process; any
/// thread may call it.
public final class DiskWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWriter.class);
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private static final Duration CLOSING_MAX = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final List<StereoRecorder> recorders = new CopyOnWriteArrayList<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong filled = new AtomicLong();
  private final Thread thread;
  private volatile boolean isClosing;

  /// Starts the thread.
  public DiskWriter() {
    this.thread = Thread.ofPlatform().name("recordings").daemon().start(this::run);
  }

  /// Recordings under way.
  public int recording() {
    return recorders.size();
  }

  /// Recordings that broke off because the disk refused them.
  public long failures() {
    return failures.get();
  }

  /// Recordings that broke off because a WAV file cannot be longer (37 hours at 8 kHz).
  public long filled() {
    return filled.get();
  }

  /// Ends every recording that is under way and stops the thread; waits ten seconds at most.
  @Override
  public void close() {
    isClosing = true;
    wake();
    try {
      thread.join(CLOSING_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void add(StereoRecorder recorder) throws IOException {
    if (isClosing) {
      throw new IOException("recordings have been stopped");
    }
    recorders.add(recorder);
  }

  void forget(StereoRecorder recorder) {
    recorders.remove(recorder);
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  void failed(Path file, IOException cause) {
    failures.incrementAndGet();
    LOG.error("recording {} broke off: {}", file.getFileName(), cause.getMessage());
  }

  void full(Path file) {
    filled.incrementAndGet();
    LOG.error("recording {} broke off: a WAV file cannot be longer", file.getFileName());
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (!isClosing) {
      drain(buffer);
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
    recorders.forEach(StereoRecorder::close);
    drain(buffer);
  }

  private void drain(ByteBuffer buffer) {
    for (StereoRecorder recorder : recorders) {
      if (recorder.drain(buffer)) {
        forget(recorder);
      }
    }
  }
}
