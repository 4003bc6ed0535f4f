package io.oratio.standalone;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Turn;
import io.oratio.storage.Stores;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// `./oratio sessions [ID] [--json]` where nobody is logged in: the last conversations, or one with
/// its turns. Reads the stores, whether `up` is running or not.
final class SessionsCommand {
  private static final int LAST = 20;
  private static final int PAGE = 500;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final Stores stores;
  private final PrintStream out;
  private final boolean asJson;

  private SessionsCommand(Stores stores, PrintStream out, boolean asJson) {
    this.stores = stores;
    this.out = out;
    this.asJson = asJson;
  }

  /// @return 0, or 1 when the session is not there
  static int run(List<String> words, PrintStream out) throws WrongUse {
    List<String> ids = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    boolean json = false;
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--json" -> json = true;
        case "--data", "--config" -> {
          if (i + 1 == words.size()) {
            throw new WrongUse(words.get(i) + " needs a value");
          }
          settings.add(words.get(i));
          settings.add(words.get(++i));
        }
        default -> {
          if (words.get(i).startsWith("--") || !ids.isEmpty()) {
            throw new WrongUse(
                "usage: ./oratio sessions [ID|last] [--json] [--data DIR]; after ./oratio login it"
                    + " does more: ./oratio sessions --help");
          }
          ids.add(words.get(i));
        }
      }
    }
    Settings read = ReadSettings.of(UpOptions.parse(settings));
    try (Stores stores = StoresOf.attached(read)) {
      SessionsCommand command = new SessionsCommand(stores, out, json);
      return ids.isEmpty() ? command.list() : command.show(command.named(ids.getFirst()));
    }
  }

  private int list() {
    List<Session> sessions = stores.sessions().recent(DemoTenant.ID, LAST);
    if (asJson) {
      print(sessions.stream().map(it -> facts(it, Optional.empty())).toList());
      return 0;
    }
    if (sessions.isEmpty()) {
      out.println(
          "No conversations yet. Call the gateway, or: ./oratio dial sip:demo@127.0.0.1:5060");
    }
    for (Session session : sessions) {
      out.printf(
          Locale.ROOT,
          "%s  %s  %-12s %8s  %3d turns  %s%n",
          session.sessionId(),
          WHEN.format(session.startTime()),
          session.dialled().isBlank() ? session.agentId() : session.dialled(),
          session.duration().map(SessionsCommand::length).orElse("now"),
          session.messageCount(),
          ending(session));
    }
    return 0;
  }

  private String named(String word) {
    return word.equals("last")
        ? stores.sessions().recent(DemoTenant.ID, 1).stream()
            .map(Session::sessionId)
            .findFirst()
            .orElse(word)
        : word;
  }

  private int show(String id) {
    Optional<Session> found = stores.sessions().find(DemoTenant.ID, id);
    if (found.isEmpty()) {
      out.println("There is no session " + id + "; ./oratio sessions lists the last ones.");
      return 1;
    }
    Session session = found.get();
    List<Turn> turns = turns(id);
    if (asJson) {
      print(facts(session, Optional.of(turns)));
      return 0;
    }
    out.println("Session   " + session.sessionId());
    out.println("Began     " + WHEN.format(session.startTime()));
    out.println(
        "Length    " + session.duration().map(SessionsCommand::length).orElse("still going on"));
    out.println(
        "Agent     "
            + session.agentId()
            + ", version "
            + session.agentVersion()
            + ", engine "
            + session.engine());
    out.println("Ending    " + ending(session));
    session
        .lineQuality()
        .ifPresent(
            it ->
                out.printf(
                    Locale.ROOT,
                    "Line      MOS %.1f, %d packets, %d lost, jitter %.1f ms%n",
                    it.meanOpinionScore(),
                    it.packetsReceived(),
                    it.packetsLost(),
                    it.jitterMs()));
    out.println("Recording " + recording(session));
    for (Turn turn : turns) {
      out.printf(
          Locale.ROOT,
          "%7.1f s  %-9s %s%s%n",
          turn.offset().toMillis() / 1000.0,
          turn.role() == Turn.Role.TOOL ? turn.toolName() : turn.role().wireName(),
          turn.content(),
          turn.interrupted() ? " (interrupted)" : "");
    }
    return 0;
  }

  private List<Turn> turns(String id) {
    List<Turn> all = new ArrayList<>();
    while (true) {
      int after = all.isEmpty() ? 0 : all.getLast().sequence();
      List<Turn> page = stores.sessions().turns(DemoTenant.ID, id, after, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  private String recording(Session session) {
    return session
        .audioRecordingUrl()
        .map(_ -> stores.objects().whereabouts(ObjectName.recordingOf(session.sessionId())))
        .orElse("none");
  }

  private Map<String, Object> facts(Session session, Optional<List<Turn>> turns) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("sessionId", session.sessionId());
    facts.put("agentId", session.agentId());
    facts.put("agentVersion", session.agentVersion());
    facts.put("userId", session.userId());
    facts.put("sessionType", session.sessionType().wireName());
    facts.put("channel", session.channel().wireName());
    facts.put("status", session.status().wireName());
    facts.put("dialled", session.dialled());
    facts.put("engine", session.engine());
    facts.put("startTime", session.startTime().toString());
    facts.put("endTime", session.endTime().map(Object::toString).orElse(null));
    facts.put("duration", session.duration().map(it -> it.toMillis() / 1000.0).orElse(null));
    facts.put("messageCount", session.messageCount());
    facts.put("audioRecordingUrl", session.audioRecordingUrl().orElse(null));
    facts.put("recording", recording(session));
    facts.put("handoffRequested", session.handoffRequested());
    facts.put("handoffReason", session.handoffReason().orElse(null));
    facts.put("customerMetadata", customer(session));
    facts.put("result", session.ending().map(it -> it.result()).orElse(null));
    facts.put("reason", session.ending().map(it -> it.reason()).orElse(null));
    facts.put("lineQuality", session.lineQuality().orElse(null));
    turns.ifPresent(
        all -> facts.put("transcript", all.stream().map(SessionsCommand::facts).toList()));
    return facts;
  }

  private static Map<String, Object> customer(Session session) {
    Map<String, Object> customer = new LinkedHashMap<>();
    customer.put("userAgent", session.customerMetadata().userAgent().orElse(null));
    customer.put("ipAddress", session.customerMetadata().ipAddress().orElse(null));
    customer.put("callId", session.customerMetadata().callId().orElse(null));
    customer.put("phoneNumber", session.customerMetadata().phoneNumber().orElse(null));
    return customer;
  }

  private static Map<String, Object> facts(Turn turn) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("sequence", turn.sequence());
    facts.put("role", turn.role().wireName());
    facts.put("content", turn.content());
    facts.put("timestamp", turn.startedAt().toString());
    facts.put("offset", turn.offset().toMillis() / 1000.0);
    facts.put("interrupted", turn.interrupted());
    if (!turn.toolName().isBlank()) {
      facts.put("toolName", turn.toolName());
    }
    return facts;
  }

  private void print(Object json) {
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  private static String ending(Session session) {
    return session
        .ending()
        .map(it -> it.result() + ", " + it.reason().replace('_', ' '))
        .orElse("going on");
  }

  private static String length(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d:%02d.%d",
        duration.toMinutes(),
        duration.toSecondsPart(),
        duration.toMillisPart() / 100);
  }
}
