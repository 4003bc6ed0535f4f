package io.oratio.standalone.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio sessions`: every conversation on any channel.
final class SessionsVerb implements Verb {
  static final String USAGE =
      """
      usage: ./oratio sessions [list] [--agent AGENT] [--channel CHANNEL] [--status STATUS]
                 [--number NUMBER] [--search WORDS] [--from TIME] [--to TIME] [--live] [--limit N]
             ./oratio sessions [show] SESSION             one of them with its turns
             ./oratio sessions transcript SESSION [--format json|text|vtt] [--out FILE]
             ./oratio sessions recording SESSION [FILE]   (default: SESSION.wav)
             ./oratio sessions link SESSION               a link to the recording, good for 5 minutes
             ./oratio sessions export FILE [filters]      all with their turns, one a line
             ./oratio sessions delete SESSION --yes       with its words and its recording
        SESSION may be `last`; --wait waits until it is over. Times: 2026-11-21T09:30:00Z.
        Where nobody is logged in, or with --data DIR or --local: [SESSION] [--json] from this
        machine's own stores. Each with [--json] [--api URL]\
      """;

  private static final Set<String> OF_API =
      Set.of("transcript", "recording", "link", "export", "delete");
  private static final Set<String> FILTERS =
      Set.of(
          "--agent", "--channel", "--status", "--number", "--search", "--from", "--to", "--live");
  private static final int TURNS_MAX = 10_000;
  private static final int LOOK_EVERY_MS = 500;
  private static final int WAIT_SECONDS = 120;

  @Override
  public String usage() {
    return USAGE;
  }

  /// Whether this is offered by the API alone.
  static boolean isOfApi(List<String> words) {
    return words.stream().anyMatch(FILTERS::contains)
        || !words.isEmpty() && OF_API.contains(words.getFirst());
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read =
        Words.read(
                USAGE,
                words,
                "--agent=",
                "--channel=",
                "--status=",
                "--number=",
                "--search=",
                "--from=",
                "--to=",
                "--limit=",
                "--format=",
                "--out=",
                "--live",
                "--yes",
                "--wait")
            .atMost(3);
    String deed = read.operand(0).orElse("list");
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read.atMost(1), api, desk.screen());
        case "export" -> export(read.atMost(2), api, desk.screen());
        case "show", "transcript", "recording", "link", "delete" -> {
          String session = session(read, read.operand(1, "which session"), api);
          yield switch (deed) {
            case "transcript" -> transcript(read.atMost(2), session, api, desk.screen());
            case "recording" -> recording(read, session, api, desk.screen());
            case "link" -> {
              JsonNode link = api.post(Query.path("/api/sessions/{}/recording/link", session));
              desk.screen().line(Screen.text(link, "url"));
              yield 0;
            }
            case "delete" -> delete(read.atMost(2), session, api, desk.screen());
            default -> show(read.atMost(2), session, api, desk.screen());
          };
        }
        default -> show(read.atMost(1), session(read, deed, api), api, desk.screen());
      };
    }
  }

  private static Query filters(Words words) throws WrongWords {
    return new Query()
        .with("agentId", words.value("--agent"))
        .with("channel", words.value("--channel"))
        .with("status", words.value("--status"))
        .with("number", words.value("--number"))
        .with("q", words.value("--search"))
        .with("from", words.value("--from"))
        .with("to", words.value("--to"));
  }

  private static int list(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    String path = words.has("--live") ? "/api/sessions/live" : "/api/sessions";
    List<JsonNode> sessions =
        api.list(path, filters(words), words.number("--limit", 1, 100_000).orElse(20));
    if (words.isJson()) {
      screen.json(sessions);
      return 0;
    }
    if (sessions.isEmpty()) {
      screen.line("No such conversations.");
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : sessions) {
      rows.add(
          List.of(
              Screen.text(it, "sessionId"),
              Screen.when(it.path("startTime")),
              Screen.text(it, "agentId"),
              Screen.text(it, "channel"),
              length(it),
              it.path("messageCount").asString("0") + " turns",
              ending(it)));
    }
    screen.table(rows);
    return 0;
  }

  /// The id that is meant by what was written, once it is over where that is to be waited for.
  private static String session(Words words, String named, Api api)
      throws CannotDo, InterruptedException {
    String id = named;
    if (named.equals("last")) {
      List<JsonNode> newest = api.list("/api/sessions", new Query(), 1);
      if (newest.isEmpty()) {
        throw new CannotDo("There are no conversations yet.");
      }
      id = Screen.text(newest.getFirst(), "sessionId");
    }
    for (int i = 0; words.has("--wait"); i++) {
      if (api.get(Query.path("/api/sessions/{}", id)).has("endTime")) {
        return id;
      }
      if (i * LOOK_EVERY_MS > WAIT_SECONDS * 1000) {
        throw new CannotDo(id + " is still going on after " + WAIT_SECONDS + " s.");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
    return id;
  }

  private static int show(Words words, String id, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    JsonNode session = api.get(Query.path("/api/sessions/{}", id));
    List<JsonNode> turns =
        api.list(Query.path("/api/sessions/{}/turns", id), new Query(), TURNS_MAX);
    if (words.isJson()) {
      ((ObjectNode) session).putArray("transcript").addAll(turns);
      screen.json(session);
      return 0;
    }
    screen.fact("Session", id);
    screen.fact("Began", Screen.when(session.path("startTime")));
    screen.fact("Length", session.has("duration") ? length(session) : "still going on");
    screen.fact(
        "Agent",
        Screen.text(session, "agentId")
            + ", version "
            + session.path("agentVersion").asString()
            + Optional.of(Screen.text(session, "engine"))
                .filter(it -> !it.isBlank())
                .map(it -> ", engine " + it)
                .orElse(""));
    screen.fact("Ending", ending(session));
    JsonNode line = session.path("lineQuality");
    if (line.isObject()) {
      screen.fact(
          "Line",
          String.format(
              Locale.ROOT,
              "MOS %.1f, %d packets, %d lost, jitter %.1f ms",
              line.path("meanOpinionScore").asDouble(0),
              line.path("packetsReceived").asLong(0),
              line.path("packetsLost").asLong(0),
              line.path("jitterMs").asDouble(0)));
    }
    screen.fact(
        "Recording",
        session.has("audioRecordingUrl") ? "./oratio sessions recording " + id : "none");
    turns.forEach(it -> screen.line(CallWatch.turn(it)));
    return 0;
  }

  private static int transcript(Words words, String id, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    String format = words.value("--format").orElse(words.isJson() ? "json" : "text");
    String mediaType =
        switch (format) {
          case "json" -> "application/json";
          case "text" -> "text/plain";
          case "vtt" -> "text/vtt";
          default -> throw words.wrong("--format is json, text or vtt");
        };
    String path =
        Query.path("/api/sessions/{}/transcript", id) + new Query().with("format", format);
    Optional<String> out = words.value("--out");
    if (out.isPresent()) {
      Disk.writing(Path.of(out.get()), to -> api.download(path, mediaType, to));
      screen.line("Wrote the transcript of " + id + " to " + out.get() + ".");
    } else if (format.equals("json")) {
      screen.json(api.get(path));
    } else {
      screen.words(api.text(path, mediaType));
    }
    return 0;
  }

  private static int recording(Words words, String id, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    Path file = Path.of(words.operand(2).orElse(id + ".wav"));
    long bytes =
        Disk.writing(
            file,
            to -> api.download(Query.path("/api/sessions/{}/recording", id), "audio/wav", to));
    screen.line("Wrote the recording of " + id + " to " + file + " (" + bytes + " bytes).");
    return 0;
  }

  private static int export(Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    Path file = Path.of(words.operand(1, "to which file"));
    Query query = filters(words);
    long bytes =
        Disk.writing(
            file, to -> api.download("/api/sessions/export" + query, "application/x-ndjson", to));
    screen.line("Wrote " + bytes + " bytes to " + file + ".");
    return 0;
  }

  private static int delete(Words words, String id, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    if (!words.has("--yes")) {
      throw words.wrong("this takes away its words and its recording; add --yes to do it");
    }
    api.delete(Query.path("/api/sessions/{}", id));
    screen.line(id + " is deleted.");
    return 0;
  }

  private static String length(JsonNode session) {
    return session.has("duration") ? Screen.length(session.path("duration").asDouble(0)) : "now";
  }

  private static String ending(JsonNode session) {
    JsonNode ending = session.path("ending");
    return ending.isObject()
        ? Screen.text(ending, "result") + ", " + Screen.text(ending, "reason").replace('_', ' ')
        : "going on";
  }
}
