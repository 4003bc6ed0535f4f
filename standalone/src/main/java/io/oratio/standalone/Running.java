package io.oratio.standalone;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/// From ready to stopped: opens the gateway's doors where it runs, says so; on the way out drains
/// before anything else is stopped.
final class Running implements SmartLifecycle {
  private final Foundation foundation;
  private final Optional<VoiceDoors> doors;
  private final Announcement announcement;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  Running(Foundation foundation, ObjectProvider<VoiceDoors> doors, Announcement announcement) {
    this.foundation = foundation;
    this.doors = Optional.ofNullable(doors.getIfAvailable());
    this.announcement = announcement;
  }

  /// Last to start and first to stop: the web server is open before, and closes after.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void start() {
    doors.ifPresent(VoiceDoors::open);
    announcement.tell();
    doors.ifPresent(VoiceDoors::goOn);
    foundation.goOn();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    doors.ifPresent(VoiceDoors::drain);
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Waits until the process is asked to stop.
  void untilStopped() {
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
