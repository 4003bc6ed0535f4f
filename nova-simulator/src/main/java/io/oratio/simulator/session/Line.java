package io.oratio.simulator.session;

import io.oratio.simulator.report.SessionLedger;
import java.util.ArrayDeque;
import java.util.Deque;

/// Between a session and its outlet: counts what is sent, holds it back during a slow start and
/// swallows it once the line hangs.
final class Line {
  private static final int MOST_HELD = 10_000;

  private final Outlet outlet;
  private final SessionLedger ledger;
  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean holding;
  private boolean hanging;

  Line(Outlet outlet, SessionLedger ledger) {
    this.outlet = outlet;
    this.ledger = ledger;
  }

  void hold() {
    holding = true;
  }

  void release() {
    holding = false;
    while (!held.isEmpty()) {
      held.removeFirst().run();
    }
  }

  void hang() {
    hanging = true;
  }

  void open() {
    send(outlet::open);
  }

  void event(String name, byte[] json) {
    send(
        () -> {
          ledger.eventOut(name);
          outlet.event(json);
        });
  }

  void brokenEvent(byte[] json) {
    send(
        () -> {
          ledger.eventOut("brokenEvent");
          outlet.brokenEvent(json);
        });
  }

  void exception(String type, String message, String detail) {
    send(
        () -> {
          ledger.eventOut(type);
          outlet.exception(type, message, detail);
        });
  }

  void end() {
    send(outlet::end);
  }

  void reset() {
    outlet.reset();
  }

  void disconnect() {
    outlet.disconnect();
  }

  boolean isWritable() {
    return outlet.isWritable();
  }

  void flush() {
    outlet.flush();
  }

  private void send(Runnable what) {
    if (hanging) {
      return;
    }
    if (!holding) {
      what.run();
    } else if (held.size() < MOST_HELD) {
      held.addLast(what);
    } else {
      ledger.warning("more than " + MOST_HELD + " events in a slow start; the rest was dropped");
    }
  }
}
