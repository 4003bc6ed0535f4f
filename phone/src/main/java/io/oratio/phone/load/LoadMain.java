package io.oratio.phone.load;

import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.sip.Credentials;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The load generator as a process of its own. It lives for a minute or two, so it is best run with
/// `-XX:TieredStopAtLevel=1 -XX:+UseSerialGC`: compiling for the long run costs more processor than
/// it saves, and takes it from what is measured.
public final class LoadMain {
  /// Every call went as planned and was heard whole.
  public static final int CLEAN = 0;

  /// A call failed, was incomplete or silent.
  public static final int NOT_CLEAN = 1;

  /// The command cannot be understood.
  public static final int WRONG_USE = 4;

  static final String USAGE =
      """
      usage: --target sip:WHO@HOST:PORT [options]
        --calls N        calls at once (100)
        --seconds S      length of each call, may be a fraction (30)
        --total M        calls in all, each begun when one ends (as many as --calls)
        --ramp-ms R      time between the starts of the first calls (20)
        --voice KIND     speech, tone or silence (speech)
        --codec NAME     PCMU or PCMA only
        --user U --password P   answer a request for a password
        --warm-up W      calls of this process to itself before it measures (60)
        --json FILE      write the result there; - writes it to the output instead of a table
      exit status: 0 all calls whole, 1 not, 4 wrong use\
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--target",
          "--calls",
          "--seconds",
          "--total",
          "--ramp-ms",
          "--voice",
          "--codec",
          "--user",
          "--password",
          "--warm-up",
          "--json");

  private final PhoneSettings settings;

  /// A load made by a phone of these settings.
  public LoadMain(PhoneSettings settings) {
    this.settings = settings;
  }

  /// Runs from the command line; the process ends with the exit status.
  public static void main(String[] args) {
    System.exit(new LoadMain(PhoneSettings.anywhere()).run(List.of(args), System.out));
  }

  /// Makes the load and waits for its end.
  ///
  /// @return the exit status
  public int run(List<String> args, PrintStream out) {
    LoadPlan plan;
    String json;
    int warmUp;
    try {
      Map<String, String> options = options(args);
      plan = plan(options);
      json = options.getOrDefault("--json", "");
      warmUp = number(options, "--warm-up", 60);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(USAGE);
      return WRONG_USE;
    }
    WarmUp.run(warmUp);
    try (Phone phone = new Phone(settings.reaching(plan.target()))) {
      LoadResult result =
          new LoadRun(phone, plan, _ -> {})
              .start()
              .toCompletableFuture()
              .get(longest(plan).toSeconds(), TimeUnit.SECONDS);
      tell(result, json, out);
      return result.isClean() ? CLEAN : NOT_CLEAN;
    } catch (TimeoutException e) {
      out.println("the load did not come to its end");
      return NOT_CLEAN;
    } catch (ExecutionException | IOException | UncheckedIOException e) {
      out.println("the load failed: " + e.getMessage());
      return NOT_CLEAN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_CLEAN;
    }
  }

  private static void tell(LoadResult result, String json, PrintStream out) throws IOException {
    if (json.equals("-")) {
      out.println(LoadReport.json(result));
      return;
    }
    if (!json.isEmpty()) {
      Files.writeString(Path.of(json), LoadReport.json(result) + "\n");
    }
    out.print(LoadReport.table(result));
  }

  /// No plan takes longer: the starts, then each round of calls with a minute's grace in all and
  /// three seconds a round.
  private static Duration longest(LoadPlan plan) {
    int rounds = Math.ceilDiv(plan.total(), plan.concurrent());
    return plan.betweenStarts()
        .multipliedBy(plan.concurrent())
        .plus(plan.talk().plusSeconds(3).multipliedBy(rounds))
        .plusSeconds(60);
  }

  private static Map<String, String> options(List<String> args) {
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < args.size(); i += 2) {
      if (!OPTIONS.contains(args.get(i))) {
        throw new IllegalArgumentException("I do not understand " + args.get(i));
      }
      if (i + 1 == args.size()) {
        throw new IllegalArgumentException(args.get(i) + " needs a value");
      }
      found.put(args.get(i), args.get(i + 1));
    }
    if (!found.containsKey("--target")) {
      throw new IllegalArgumentException("--target is missing");
    }
    return found;
  }

  private static LoadPlan plan(Map<String, String> options) {
    int calls = number(options, "--calls", 100);
    Optional<Credentials> credentials =
        Optional.ofNullable(options.get("--user"))
            .map(user -> new Credentials(user, options.getOrDefault("--password", "")));
    String codec = options.getOrDefault("--codec", "").toUpperCase(Locale.ROOT);
    return new LoadPlan(
        options.getOrDefault("--target", ""),
        calls,
        number(options, "--total", calls),
        Duration.ofMillis(Math.round(1_000 * seconds(options.getOrDefault("--seconds", "30")))),
        Duration.ofMillis(number(options, "--ramp-ms", 20)),
        LoadPlan.Voice.valueOf(options.getOrDefault("--voice", "speech").toUpperCase(Locale.ROOT)),
        codec.isEmpty() ? List.of("PCMU", "PCMA") : List.of(codec),
        credentials);
  }

  private static int number(Map<String, String> options, String name, int otherwise) {
    String text = options.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,7}")) {
      throw new IllegalArgumentException(name + " is a whole number, not " + text);
    }
    return Integer.parseInt(text);
  }

  private static double seconds(String text) {
    if (!text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")) {
      throw new IllegalArgumentException("--seconds is a number, not " + text);
    }
    return Double.parseDouble(text);
  }
}
