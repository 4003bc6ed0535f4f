package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio tenant`: what holds for all of a tenant.
final class TenantVerb implements Verb {
  @Override
  public String usage() {
    return """
    usage: ./oratio tenant                       its rules and what is used of its quotas
           ./oratio tenant name NAME
           ./oratio tenant allow DESTINATION...  where calls may go: +44, +1212, 2001 (none: each
                                                 trunk's own country)
           ./oratio tenant keep DAYS             how long sessions are kept; 0 for ever
      each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words);
    String deed = read.operand(0).orElse("show");
    ObjectNode patch = JsonMapper.shared().createObjectNode();
    switch (deed) {
      case "show" -> read.atMost(1);
      case "name" -> patch.put("name", read.atMost(2).operand(1, "which name"));
      case "keep" ->
          patch.put(
              "retentionDays",
              read.number("DAYS", read.atMost(2).operand(1, "how many days"), 0, 3650));
      case "allow" -> {
        ArrayNode destinations = patch.putArray("allowedDestinations");
        read.operandsFrom(1).forEach(destinations::add);
      }
      default -> throw read.wrong("tenant does not know '" + deed + "'");
    }
    try (Api api = desk.api(read)) {
      JsonNode tenant = patch.isEmpty() ? api.get("/api/tenant") : api.patch("/api/tenant", patch);
      if (read.isJson()) {
        desk.screen().json(tenant);
      } else {
        show(tenant, desk.screen());
      }
      return 0;
    }
  }

  private static void show(JsonNode tenant, Screen screen) {
    screen.fact("Tenant", Screen.text(tenant, "tenantId") + ", " + Screen.text(tenant, "name"));
    screen.fact(
        "Calls to",
        tenant.path("allowedDestinations").isEmpty()
            ? "each trunk's own country"
            : Screen.joined(tenant.path("allowedDestinations")));
    int days = tenant.path("retentionDays").asInt(0);
    screen.fact("Sessions", days == 0 ? "are kept" : "are kept for " + days + " days");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : tenant.path("quotas")) {
      rows.add(
          List.of(
              Screen.text(it, "name"),
              it.path("used").asString() + " of " + it.path("limit").asString()));
    }
    screen.table(rows);
  }
}
