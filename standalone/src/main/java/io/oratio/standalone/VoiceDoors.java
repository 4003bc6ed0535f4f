package io.oratio.standalone;

import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.journal.Recovery;
import io.oratio.gateway.sip.SipEdge;
import java.io.IOException;
import java.net.InetSocketAddress;

/// The gateway's doors: opened once what a crash left is closed and the first caller would be
/// answered, drained before anything else is stopped.
final class VoiceDoors {
  private final Settings settings;
  private final Foundation foundation;
  private final SipEdge sip;
  private final Calls calls;
  private final CallPrinter printer;
  private final HeapRoom heapRoom = new HeapRoom();

  VoiceDoors(
      Settings settings, Foundation foundation, SipEdge sip, Calls calls, CallPrinter printer) {
    this.settings = settings;
    this.foundation = foundation;
    this.sip = sip;
    this.calls = calls;
    this.printer = printer;
  }

  /// Blocks until calls are taken.
  void open() {
    Voice voice = foundation.voice();
    new Recovery(
            foundation.stores().sessions(),
            foundation.stores().objects(),
            voice.spool(),
            new Termination(Termination.Reason.PROCESS_KILLED).ending())
        .run(foundation.node())
        .forEach(printer::ended);
    foundation.untilPrepared();
    try {
      sip.start();
    } catch (IOException e) {
      throw new CannotStart(
          "the SIP port " + settings.sip().port() + " could not be opened: " + e.getMessage(), e);
    }
  }

  /// Begins what need not be done before the first call.
  void goOn() {
    foundation.voice().goOn();
    heapRoom.watch(calls::count);
  }

  /// Takes no new calls and waits for those there are. Blocks.
  void drain() {
    heapRoom.close();
    int here = calls.count();
    if (here > 0) {
      System.out.println("Stopping: no new calls; waiting for " + here + " to end.");
    }
    sip.drain();
    try {
      calls.drainAndEnd(settings.calls().drainFor());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  InetSocketAddress udp() {
    return sip.udp();
  }

  InetSocketAddress tcp() {
    return sip.tcp();
  }
}
