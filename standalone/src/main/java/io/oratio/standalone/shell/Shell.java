package io.oratio.standalone.shell;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The verbs over the API by name.
public final class Shell {
  private static final Set<String> LOCAL = Set.of("--local", "--data", "--config");
  private static final Map<String, Verb> VERBS = verbs();

  private Shell() {}

  private static Map<String, Verb> verbs() {
    Map<String, Verb> verbs = new LinkedHashMap<>();
    verbs.put("login", new LoginVerb());
    verbs.put("logout", new LogoutVerb());
    verbs.put("account", new AccountVerb());
    verbs.put("agents", new AgentsVerb());
    verbs.put("knowledge", new KnowledgeVerb());
    verbs.put("keys", new KeysVerb());
    verbs.put("numbers", new NumbersVerb());
    verbs.put("trunks", new TrunksVerb());
    verbs.put("calls", new CallsVerb());
    verbs.put("sessions", new SessionsVerb());
    verbs.put("chat", new ChatVerb());
    verbs.put("live", new LiveVerb());
    verbs.put("notifications", new NotificationsVerb());
    verbs.put("members", new MembersVerb());
    verbs.put("tenant", new TenantVerb());
    verbs.put("audit", new AuditVerb());
    return verbs;
  }

  /// The names of all verbs.
  public static Set<String> names() {
    return VERBS.keySet();
  }

  /// Whether `sessions` or `chat` is to ask the API: where somebody is logged in or a key is set,
  /// or `--api` is there, or what is asked for is offered by the API alone. `--data`, `--config`
  /// and `--local` mean this machine's own stores.
  public static boolean isMeant(String verb, List<String> words, Surroundings surroundings) {
    if (words.stream().anyMatch(it -> LOCAL.contains(it) || it.startsWith("--data="))) {
      return false;
    }
    boolean isOfApi =
        words.stream().anyMatch(it -> it.equals("--api") || it.startsWith("--api="))
            || verb.equals("sessions") && SessionsVerb.isOfApi(words);
    return isOfApi
        || surroundings.variable("ORATIO_API_KEY").isPresent()
        || Files.exists(surroundings.loginFile());
  }

  /// Runs a verb.
  ///
  /// @return the exit status: 0 done, 1 it could not be done, 3 nobody is logged in or may do it, 4
  ///   the server cannot be reached
  /// @throws WrongWords if the words cannot be understood
  public static int run(String verb, List<String> words, Surroundings surroundings)
      throws WrongWords, InterruptedException {
    Desk desk = new Desk(surroundings);
    Verb known = VERBS.get(verb);
    if (known == null) {
      throw new WrongWords("there is no verb '" + verb + "'; ./oratio help lists them");
    }
    int end = words.contains("--") ? words.indexOf("--") : words.size();
    if (words.subList(0, end).contains("--help") || words.subList(0, end).contains("-h")) {
      desk.screen().line(known.usage());
      return 0;
    }
    try {
      return known.run(words, desk);
    } catch (CannotDo e) {
      desk.screen().aside("oratio: " + e.getMessage());
      return e.status();
    } finally {
      surroundings.out().flush();
    }
  }
}
