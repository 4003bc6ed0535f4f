package io.oratio.standalone;

import io.oratio.storage.postgres.ManySessions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import tools.jackson.databind.json.JsonMapper;

/// `./oratio bench api`: what the API answers in a second and how fast, over a database of many
/// sessions. The clients run beside it on the same processors.
final class ApiBench {
  private static final String USAGE =
      "usage: ./oratio bench api [--sessions N] [--turns N] [--clients N] [--seconds N]"
          + " [--watchers N] [--json FILE]";
  private static final Duration WARM = Duration.ofSeconds(5);

  private int sessions = 100_000;
  private int turnsEach = 20;
  private int clients = 8;
  private int seconds = 20;
  private int watchers = 200;
  private Optional<Path> json = Optional.empty();
  private final PrintStream out;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private long failed;

  private ApiBench(PrintStream out) {
    this.out = out;
  }

  /// @return 0 when every request was answered, 1 when one was not
  static int run(List<String> words, PrintStream out) throws WrongUse, InterruptedException {
    ApiBench bench = new ApiBench(out);
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new WrongUse(USAGE);
      }
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--sessions" -> bench.sessions = Bench.number(words.get(i), value, 10_000_000);
        case "--turns" -> bench.turnsEach = Bench.number(words.get(i), value, 1000);
        case "--clients" -> bench.clients = Bench.number(words.get(i), value, 500);
        case "--seconds" -> bench.seconds = Bench.number(words.get(i), value, 3600);
        case "--watchers" -> bench.watchers = Bench.number(words.get(i), value, 2000);
        case "--json" -> bench.json = Optional.of(Path.of(value).toAbsolutePath());
        default -> throw new WrongUse(USAGE);
      }
    }
    return bench.measure();
  }

  private int measure() throws InterruptedException {
    try (ApiRig rig = ApiRig.start(sessions, turnsEach, out);
        HttpClient client = HttpClient.newHttpClient()) {
      ApiLoad load = new ApiLoad(client);
      out.printf("%n%d clients, %d s each:%n", clients, seconds);
      out.printf("%-44s %9s %9s %9s %7s %7s%n", "", "per s", "p50 ms", "p99 ms", "failed", "MB");
      phases(rig).forEach((name, request) -> phase(rig, load, name, request));
      watch(rig, client, load);
      // The same as at the beginning: what a long run does to it shows here.
      phase(rig, load, "sessions, newest first, again", phases(rig).values().iterator().next());
      if (json.isPresent()) {
        Files.writeString(
            json.get(),
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures)
                + "\n");
      }
      return failed == 0 ? 0 : 1;
    } catch (IOException e) {
      out.println("The bench could not be run: " + e.getMessage());
      return 1;
    }
  }

  private Map<String, LongFunction<HttpRequest>> phases(ApiRig rig) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, LongFunction<HttpRequest>> phases = new LinkedHashMap<>();
    phases.put("sessions, newest first", _ -> get(rig, "/api/sessions?limit=50"));
    phases.put(
        "sessions of an agent, a channel, a month",
        n ->
            get(
                rig,
                "/api/sessions?limit=50&channel=sip&agentId=agent-"
                    + n % ManySessions.AGENTS
                    + "&from="
                    + now.minus(30 + n % 300, ChronoUnit.DAYS)
                    + "&to="
                    + now.minus(n % 300, ChronoUnit.DAYS)));
    phases.put(
        "sessions, searched: a usual word", n -> searched(rig, ManySessions.word((int) (n % 50))));
    phases.put(
        "sessions, searched: a rarer word",
        n -> searched(rig, ManySessions.word(200 + (int) (n % 1000))));
    phases.put(
        "sessions, searched: two words",
        n ->
            searched(
                rig,
                ManySessions.word((int) (n % 50)) + " " + ManySessions.word(50 + (int) (n % 100))));
    phases.put("sessions, searched: a word nobody said", n -> searched(rig, "zzunsaid" + n % 1000));
    phases.put("a key's check, and the agents it sees", _ -> get(rig, "/v1/models"));
    phases.put("chat with the offline agent", _ -> chat(rig));
    return phases;
  }

  private void phase(ApiRig rig, ApiLoad load, String name, LongFunction<HttpRequest> request) {
    try {
      load.ask(clients, WARM, request);
      told(name, load.ask(clients, Duration.ofSeconds(seconds), request), rig.figures());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watch(ApiRig rig, HttpClient client, ApiLoad load)
      throws IOException, InterruptedException {
    ProcessFigures before = rig.figures();
    try (ApiWatchers watching = ApiWatchers.start(client, rig, watchers)) {
      told(
          "chat, one client, while " + watchers + " watch",
          load.ask(1, Duration.ofSeconds(seconds), _ -> chat(rig)),
          rig.figures());
      ApiWatchers.Figures seen = watching.figures();
      out.printf(
          Locale.ROOT,
          "%-44s %9.1f %9.2f %9.2f   (%d events brought; %d resyncs, %d streams lost; %+d MB)%n",
          "an event, to each of " + watchers + " watchers",
          seen.events() / (double) seconds,
          seen.p50Ms(),
          seen.p99Ms(),
          seen.events(),
          seen.resyncs(),
          seen.lost(),
          rig.figures().residentMb() - before.residentMb());
      figures.put("watchers", seen);
      failed += seen.lost();
    }
  }

  private void told(String name, ApiLoad.Figures seen, ProcessFigures process) {
    out.printf(
        Locale.ROOT,
        "%-44s %9.1f %9.2f %9.2f %7d %7d%n",
        name,
        seen.perSecond(),
        seen.p50Ms(),
        seen.p99Ms(),
        seen.failed(),
        process.residentMb());
    figures.put(name, seen);
    failed += seen.failed();
  }

  private static HttpRequest get(ApiRig rig, String path) {
    return rig.request(path).GET().build();
  }

  private static HttpRequest searched(ApiRig rig, String words) {
    return get(rig, "/api/sessions?limit=50&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  private static HttpRequest chat(ApiRig rig) {
    return rig.request("/chat/" + DemoTenant.AGENT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"What time is breakfast?\"}"))
        .build();
  }
}
