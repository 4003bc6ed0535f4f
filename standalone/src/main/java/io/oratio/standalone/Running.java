package io.oratio.standalone;

import io.oratio.control.account.FirstOwner;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.journal.Recovery;
import io.oratio.gateway.sip.SipEdge;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/// From ready to stopped: closes what a crash left, opens the doors, says so; on the way out drains
/// before anything else is stopped.
final class Running implements SmartLifecycle {
  private final Settings settings;
  private final Foundation foundation;
  private final Trusted trusted;
  private final SipEdge sip;
  private final Calls calls;
  private final CallPrinter printer;
  private final FirstOwner firstOwner;
  private final String readyFile;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final HeapRoom heapRoom = new HeapRoom();
  private volatile boolean running;

  Running(
      Settings settings,
      Foundation foundation,
      Trusted trusted,
      SipEdge sip,
      Calls calls,
      CallPrinter printer,
      FirstOwner firstOwner,
      @Value("${oratio-ready-file:}") String readyFile) {
    this.settings = settings;
    this.foundation = foundation;
    this.trusted = trusted;
    this.sip = sip;
    this.calls = calls;
    this.printer = printer;
    this.firstOwner = firstOwner;
    this.readyFile = readyFile;
  }

  /// Last to start and first to stop: the web server is open before, and closes after.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void start() {
    new Recovery(
            foundation.stores().sessions(),
            foundation.stores().objects(),
            foundation.spool(),
            new Termination(Termination.Reason.PROCESS_KILLED).ending())
        .run(foundation.node())
        .forEach(printer::ended);
    try {
      foundation.untilPrepared();
      sip.start();
      announce();
      foundation.spareVoice().prepare();
      foundation.goOnReadying();
      heapRoom.watch(calls::count);
    } catch (IOException e) {
      throw new CannotStart(
          "the SIP port " + settings.sip().port() + " could not be opened: " + e.getMessage(), e);
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
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

  private void announce() throws IOException {
    long startedMs =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    String host = LocalAddress.toBeDialled(settings.sip(), trusted);
    String dial = "sip:" + DemoTenant.USER + "@" + at(host, sip.udp().getPort());
    String http =
        "http://"
            + at(
                settings.http().bind().equals("0.0.0.0") ? host : settings.http().bind(),
                settings.http().port());
    System.out.println();
    System.out.println("Oratio takes calls (after " + startedMs / 100 / 10.0 + " s).");
    System.out.println("  Dial        " + dial + "   (UDP or TCP; ./oratio dial " + dial + ")");
    System.out.println(
        "  HTTP        "
            + http
            + "   (/metrics, /health/ready, voice WebSocket /ws/"
            + DemoTenant.AGENT
            + ")");
    System.out.println(
        "  Data        " + settings.dataDir() + "   (" + foundation.stores().describe() + ")");
    System.out.println(
        "  Engine      " + foundation.engine().engine().name() + ": " + foundation.engine().why());
    System.out.println("  Who may call " + whoMayCall());
    System.out.println("  API         " + ApiPlane.baseAddress(settings) + "/openapi.yaml");
    firstOwner
        .link()
        .ifPresent(
            link -> System.out.println("  First owner " + link + "   (good once, for a day)"));
    System.out.println("Ctrl-C ends it.");
    System.out.println();
    if (!readyFile.isBlank()) {
      writeReadyFile(dial, http, host, startedMs);
    }
  }

  private String whoMayCall() {
    return trusted.isOnlyThisMachine()
        ? "only this machine; --trust 192.168.1.0/24 opens it to a network"
        : "this machine and " + String.join(", ", settings.trust());
  }

  private void writeReadyFile(String dial, String http, String host, long startedMs)
      throws IOException {
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("pid", ProcessHandle.current().pid());
    ready.put("http", http);
    ready.put("sip", Map.of("udp", at(host, sip.udp()), "tcp", at(host, sip.tcp())));
    ready.put("dial", dial);
    ready.put("engine", foundation.engine().engine().name());
    ready.put("dataDir", settings.dataDir().toString());
    ready.put("startedMs", startedMs);
    Path file = Path.of(readyFile).toAbsolutePath();
    Path whole = Files.createTempFile(file.getParent(), "ready", ".json");
    Files.writeString(whole, JsonMapper.shared().writeValueAsString(ready) + "\n");
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String at(String host, InetSocketAddress address) {
    return at(host, address.getPort());
  }

  private static String at(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
