package io.oratio.standalone;

import io.oratio.control.account.FirstOwner;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.json.JsonMapper;

/// Says that the process is ready, to whoever sits before it and in the ready file: only what runs
/// here.
final class Announcement {
  private final Settings settings;
  private final Foundation foundation;
  private final Trusted trusted;
  private final Optional<VoiceDoors> doors;
  private final Optional<FirstOwner> firstOwner;
  private final String readyFile;

  Announcement(
      Settings settings,
      Foundation foundation,
      Trusted trusted,
      ObjectProvider<VoiceDoors> doors,
      ObjectProvider<FirstOwner> firstOwner,
      @Value("${oratio-ready-file:}") String readyFile) {
    this.settings = settings;
    this.foundation = foundation;
    this.trusted = trusted;
    this.doors = Optional.ofNullable(doors.getIfAvailable());
    this.firstOwner = Optional.ofNullable(firstOwner.getIfAvailable());
    this.readyFile = readyFile;
  }

  void tell() {
    long startedMs =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    String host = LocalAddress.toBeDialled(settings.sip(), trusted);
    String bind = settings.http().bind();
    String http = "http://" + at(bind.equals("0.0.0.0") ? host : bind, settings.http().port());
    print(System.out, host, http, startedMs);
    if (!readyFile.isBlank()) {
      try {
        writeReadyFile(host, http, startedMs);
      } catch (IOException e) {
        throw new CannotStart("the ready file could not be written: " + e.getMessage(), e);
      }
    }
  }

  private void print(PrintStream out, String host, String http, long startedMs) {
    out.println();
    out.println(
        (doors.isPresent() ? "Oratio takes calls" : "Oratio's control plane is there")
            + " (after "
            + startedMs / 100 / 10.0
            + " s).");
    doors
        .map(it -> dial(host, it))
        .ifPresent(
            it -> out.println("  Dial        " + it + "   (UDP or TCP; ./oratio dial " + it + ")"));
    out.println(
        "  HTTP        "
            + http
            + "   (/metrics, /health/ready"
            + (doors.isPresent() ? ", voice WebSocket /ws/" + DemoTenant.AGENT : "")
            + ")");
    out.println(
        "  Data        " + settings.dataDir() + "   (" + foundation.stores().describe() + ")");
    if (settings.parts() != Settings.Parts.ALL) {
      out.println(
          "  Node        " + foundation.node() + "   (" + foundation.bus().describe() + ")");
    }
    if (doors.isPresent()) {
      EngineChoice engine = foundation.voice().engine();
      out.println("  Engine      " + engine.engine().name() + ": " + engine.why());
      out.println("  Who may call " + whoMayCall());
    }
    if (firstOwner.isPresent()) {
      out.println("  API         " + ApiPlane.baseAddress(settings) + "/openapi.yaml");
    }
    firstOwner
        .flatMap(FirstOwner::link)
        .ifPresent(link -> out.println("  First owner " + link + "   (good once, for a day)"));
    out.println("Ctrl-C ends it.");
    out.println();
  }

  private String whoMayCall() {
    return trusted.isOnlyThisMachine()
        ? "only this machine; --trust 192.168.1.0/24 opens it to a network"
        : "this machine and " + String.join(", ", settings.trust());
  }

  private void writeReadyFile(String host, String http, long startedMs) throws IOException {
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("pid", ProcessHandle.current().pid());
    ready.put("parts", settings.parts().name().toLowerCase(Locale.ROOT));
    ready.put("http", http);
    doors.ifPresent(
        it -> {
          ready.put("sip", Map.of("udp", at(host, it.udp()), "tcp", at(host, it.tcp())));
          ready.put("dial", dial(host, it));
          ready.put("engine", foundation.voice().engine().engine().name());
        });
    ready.put("dataDir", settings.dataDir().toString());
    ready.put("startedMs", startedMs);
    Path file = Path.of(readyFile).toAbsolutePath();
    Path whole = Files.createTempFile(file.getParent(), "ready", ".json");
    Files.writeString(whole, JsonMapper.shared().writeValueAsString(ready) + "\n");
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String dial(String host, VoiceDoors doors) {
    return "sip:" + DemoTenant.USER + "@" + at(host, doors.udp());
  }

  private static String at(String host, InetSocketAddress address) {
    return at(host, address.getPort());
  }

  private static String at(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
