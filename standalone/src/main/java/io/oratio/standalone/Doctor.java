package io.oratio.standalone;

import io.oratio.engine.nova.NovaAvailability;
import io.oratio.engine.nova.NovaReadiness;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `./oratio doctor`: what this machine has, what will run, and why. Changes nothing.
final class Doctor {
  private static final long SPACE_BYTES_MIN = 500L << 20;

  private final Settings settings;
  private final PrintStream out;
  private boolean isWell = true;

  private Doctor(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /// @return 0 when `up` would start, 1 when it would not
  static int run(List<String> words, PrintStream out) throws WrongUse {
    return new Doctor(ReadSettings.of(UpOptions.parse(words)), out).examine();
  }

  private int examine() throws WrongUse {
    Runtime machine = Runtime.getRuntime();
    good("Java", Runtime.version() + " in " + System.getProperty("java.home"));
    good(
        "Machine",
        machine.availableProcessors()
            + " processors; heap up to "
            + (machine.maxMemory() >> 20)
            + " MB");
    good(
        "Profile",
        settings.profile().name().toLowerCase(Locale.ROOT)
            + ": records in "
            + settings.storage().records().name().toLowerCase(Locale.ROOT)
            + ", objects in "
            + settings.storage().objects().name().toLowerCase(Locale.ROOT)
            + ", letters by "
            + settings.mail().carrier().name().toLowerCase(Locale.ROOT));
    ports();
    addresses();
    data();
    NovaAvailability nova =
        NovaReadiness.check(EngineChoice.novaSettings(settings), Duration.ofSeconds(3));
    good("Nova Sonic", nova.sentence());
    Settings.EngineName engine = EngineChoice.plan(settings, nova);
    if (engine == Settings.EngineName.NOVA && !nova.isAvailable()) {
      bad("Engine", "nova is asked for and cannot be used");
    } else {
      good("Engine", engine.name().toLowerCase(Locale.ROOT) + " will answer");
    }
    out.println(
        isWell ? "./oratio up will start." : "./oratio up will not start before this is mended.");
    return isWell ? 0 : 1;
  }

  private void ports() {
    try {
      InetAddress bind = InetAddress.getByName(settings.sip().bind());
      int sip = settings.sip().port();
      good(
          "SIP port",
          sip
              + (Ports.isFree(bind, sip, true)
                  ? " is free"
                  : " is in use: the next free one is taken, unless it is asked for"));
      int http = settings.http().port();
      InetAddress loopback = InetAddress.getLoopbackAddress();
      good(
          "HTTP port",
          http
              + (Ports.isFree(loopback, http, false)
                  ? " is free"
                  : " is in use: the next free one is taken, unless it is asked for"));
      good(
          "RTP ports",
          settings.media().firstPort() + " to " + settings.media().lastPort() + ", UDP");
    } catch (IOException e) {
      bad("SIP port", "the address " + settings.sip().bind() + " is not one of this machine's");
    }
  }

  private void addresses() throws WrongUse {
    Trusted trusted = Trusted.of(settings.trust());
    good(
        "Who may call",
        trusted.isOnlyThisMachine()
            ? "only this machine (--trust opens it)"
            : "this machine and " + String.join(", ", settings.trust()));
    good(
        "Told to callers",
        LocalAddress.toBeDialled(settings.sip(), trusted) + " for signalling and sound");
  }

  private void data() {
    Path data = settings.dataDir().toAbsolutePath();
    try {
      Path there = data;
      while (!Files.exists(there)) {
        there = there.getParent();
      }
      FileStore disk = Files.getFileStore(there);
      if (!Files.isWritable(there)) {
        bad("Data", data + " cannot be written");
      } else if (disk.getUsableSpace() < SPACE_BYTES_MIN) {
        bad("Data", data + " has only " + (disk.getUsableSpace() >> 20) + " MB left");
      } else {
        good("Data", data + ", " + (disk.getUsableSpace() >> 30) + " GB free");
      }
    } catch (IOException e) {
      bad("Data", data + ": " + e.getMessage());
    }
  }

  private void good(String what, String words) {
    out.printf("  %-15s %s%n", what, words);
  }

  private void bad(String what, String words) {
    isWell = false;
    out.printf("! %-15s %s%n", what, words);
  }
}
