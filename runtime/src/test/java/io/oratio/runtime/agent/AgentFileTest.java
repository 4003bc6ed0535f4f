package io.oratio.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentFileTest {
  private static final String PROMPT = "You answer the phone of a small bakery.";
  private static final String MINIMAL =
      """
      {"schemaVersion": 1, "agentId": "bakery", "agentName": "The Bakery"}\
      """;

  @Test
  void readsAnAgentOfThreeMembersWithAllDefaults() {
    AgentDefinition agent = AgentFile.parse(MINIMAL, PROMPT);

    assertThat(agent.agentType()).isEqualTo("both");
    assertThat(agent.language()).isEqualTo("en-US");
    assertThat(agent.timeZone()).isEqualTo("UTC");
    assertThat(agent.rules().interruption()).isTrue();
    assertThat(agent.settings().maxConversationLength()).isEqualTo(1800);
    assertThat(agent.tools().stream().map(ToolRules::name))
        .containsExactly("knowledge_search", "hand_off", "hang_up");
    assertThat(agent.prompt()).isEqualTo(PROMPT);
  }

  @Test
  void givesWhatIsMissingTheDefaultThatTheSchemaNames() {
    JsonNode schema = JsonMapper.shared().readTree(AgentSchema.text());
    JsonNode read = JsonMapper.shared().valueToTree(AgentFile.parse(MINIMAL, PROMPT));
    defaults(schema.path("properties"), read, "");
  }

  @Test
  void readsTheDefaultsOfNestedPartsAsTheSchemaNamesThem() {
    JsonNode schema = JsonMapper.shared().readTree(AgentSchema.text()).path("$defs");
    JsonNode sparse =
        JsonMapper.shared()
            .readTree(
                """
                {
                  "tools": [{"kind": "http"}],
                  "dialogue": {"intents": [{}], "forms": [{"slots": [{}]}]}}\
                """);
    AgentDefinition agent = new DefinitionReader(sparse, PROMPT).read();
    JsonNode read = JsonMapper.shared().valueToTree(agent);
    defaults(schema.path("http").path("properties"), read.at("/tools/0"), "");
    defaults(schema.path("bounds").path("properties"), read.at("/tools/0/bounds"), "");
    defaults(schema.path("intent").path("properties"), read.at("/dialogue/intents/0"), "");
    defaults(schema.path("form").path("properties"), read.at("/dialogue/forms/0"), "");
    defaults(schema.path("slot").path("properties"), read.at("/dialogue/forms/0/slots/0"), "");
  }

  @Test
  void describesEveryMemberInTheSchema() {
    JsonNode schema = JsonMapper.shared().readTree(AgentSchema.text());
    Stream.concat(Stream.of(schema), schema.path("$defs").valueStream())
        .forEach(
            part ->
                part.path("properties")
                    .propertyStream()
                    .filter(it -> !it.getValue().has("$ref") && !it.getValue().has("const"))
                    .forEach(
                        it ->
                            assertThat(it.getValue().has("description")).as(it.getKey()).isTrue()));
  }

  @Test
  void tellsAllFaultsAtOnceEachWithItsPlace() {
    String text =
        """
        {
          "schemaVersion": 2,
          "agentName": "",
          "greting": "Hello",
          "timeZone": "Middle Earth",
          "humanHandoffTarget": "desk",
          "tools": [
            {"kind": "http", "name": "look", "description": "Looks.", "url": "https://{host}.example/x"},
            {"kind": "magic"}
          ],
          "dialogue": {"intents": [{"name": "go", "examples": ["go"], "form": "none"}]}
        }\
        """;

    assertThat(faults(text))
        .contains(
            "agent.json#/schemaVersion: has to be 1",
            "agent.json#/agentId: is missing",
            "agent.json#/agentName: is too short: at least 1 characters",
            "agent.json#/timeZone: 'Middle Earth' is no time zone; write one such as"
                + " 'Europe/Lisbon' or 'UTC'",
            "agent.json#/humanHandoffTarget: there is no transfer target 'desk'",
            "agent.json#/tools/0/url: an argument may stand in the path and the query, never in the"
                + " host",
            "agent.json#/dialogue/intents/0/form: there is no form 'none'")
        .anyMatch(it -> it.startsWith("agent.json#/greting: is not known here"))
        .anyMatch(it -> it.startsWith("agent.json#/tools/1/kind: is 'magic'; it has to be one of"));
  }

  static Stream<String[]> wrongAgents() {
    return Stream.of(
        wrong("/language", "\"language\": \"qq-XX\""),
        wrong("/agentType", "\"agentType\": \"fax\""),
        wrong("/dialledNumbers/0", "\"dialledNumbers\": [\"+0123\"]"),
        wrong("/dialledNumbers/0", "\"dialledNumbers\": [\"a b\"]"),
        wrong("/dialledNumbers/1", "\"dialledNumbers\": [\"Desk\", \"desk\"]"),
        wrong("/transferTargets/0/uri", target("http://x.example")),
        wrong("/transferTargets/0/uri", target("sip:a b@x.example")),
        wrong("/transferTargets/0/uri", target("tel:call me")),
        wrong(
            "/questionsAndAnswers/1/questions/0",
            """
            "questionsAndAnswers": [{"questions": ["when"], "answer": "now"}, {"questions": ["When "], "answer": "later"}]\
            """),
        wrong("/greeting", "\"greeting\": \"\\u0000\""),
        wrong("/greeting", "\"greeting\": \"\\ud800\""),
        wrong("/greeting", "\"greeting\": 5"),
        wrong("/addresses/0/url", "\"addresses\": [{\"url\": \"file:///etc/passwd\"}]"),
        wrong("/addresses/0/url", "\"addresses\": [{\"url\": \"https://u:p@x.example/\"}]"),
        wrong("/tools/0", "\"tools\": [{\"kind\": \"builtin\", \"name\": \"transfer\"}]"),
        wrong("/tools/1/name", tools(http("a", ""), http("a", ""))),
        wrong("/tools/0/name", tools(http("hang_up", ""))),
        wrong("/tools/0/url", tools(http("a", "\"url\": \"https://x.example@evil.example/\""))),
        wrong("/tools/0/url", tools(http("a", "\"url\": \"https://x.example/{id}\""))),
        wrong("/tools/0/url", tools(http("a", "\"url\": \"https://x.example/?k={{secret:K}}\""))),
        wrong("/tools/0/url", tools(http("a", "\"url\": \"ftp://x.example/\""))),
        wrong("/tools/0/headers/X", tools(http("a", "\"headers\": {\"X\": \"{{secret K}}\"}"))),
        wrong("/tools/0/headers/X", tools(http("a", "\"headers\": {\"X\": \"a\\r\\nY: b\"}"))),
        wrong(
            "/tools/0/body",
            tools(http("a", "\"body\": {\"a\": [\"{id}\"]}, \"method\": \"POST\""))),
        wrong("/tools/0/body", tools(http("a", "\"body\": {\"a\": 1}"))),
        wrong("/tools/0/arguments/type", tools(http("a", "\"arguments\": {\"properties\": {}}"))),
        wrong(
            "/tools/0/arguments",
            tools(http("a", "\"arguments\": {\"type\": \"object\", \"properties\": 5}"))),
        wrong(
            "/tools/0/arguments",
            tools(
                http(
                    "a",
                    "\"arguments\": {\"type\": \"object\", \"$ref\": \"https://x.example/s\"}"))),
        wrong("/tools/0/response/a", tools(http("a", "\"response\": {\"a\": \"b\"}"))),
        wrong(
            "/tools/0/bounds/confirmation",
            tools(
                http("a", "\"bounds\": {\"authority\": \"money\", \"confirmation\": \"never\"}"))),
        wrong("/tools/0", "\"tools\": [{\"kind\": \"mcp\", \"name\": \"m\"}]"),
        wrong("/dialogue/intents/0", dialogue("{\"name\": \"a\", \"examples\": [\"a\"]}", "")),
        wrong(
            "/dialogue/intents/0/tool",
            dialogue("{\"name\": \"a\", \"examples\": [\"a\"], \"tool\": \"none\"}", "")),
        wrong(
            "/dialogue/forms/0/confirm",
            dialogue(
                "",
                "{\"name\": \"f\", \"slots\": [" + slot("a", "") + "], \"confirm\": \"{b}?\"}")),
        wrong(
            "/dialogue/forms/0/slots/1/name",
            dialogue(
                "", "{\"name\": \"f\", \"slots\": [" + slot("a", "") + "," + slot("a", "") + "]}")),
        wrong(
            "/dialogue/forms/0/slots/0/choices",
            dialogue(
                "",
                "{\"name\": \"f\", \"slots\": [{\"name\": \"a\", \"kind\": \"choice\", \"ask\":"
                    + " \"?\"}]}")));
  }

  @ParameterizedTest
  @MethodSource("wrongAgents")
  void pointsAtWhatIsWrong(String pointer, String members) {
    assertThat(faultsOf(with(members))).extracting(Fault::pointer).containsExactly(pointer);
  }

  @Test
  void tellsWhatAFormLeavesOutOfItsTool() {
    String text =
        with(
            """
            "tools": [{"kind": "http", "name": "book", "description": "Books.", "url": "https://api.example/{day}",
              "arguments": {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]}}],
            "dialogue": {"forms": [{"name": "f", "slots": [{"name": "day", "kind": "date", "ask": "When?"}],
              "tool": "book", "arguments": {"date": "{day}"}, "done": "{result.id}"}]}\
            """);

    assertThat(faults(text))
        .containsExactlyInAnyOrder(
            "agent.json#/dialogue/forms/0/arguments: the tool book needs 'day'",
            "agent.json#/dialogue/forms/0/arguments/date: the tool book has no argument of this"
                + " name");
  }

  @Test
  void comparesWhatIsSaidOfFilesWithTheFilesThatAreThere() {
    String text =
        with(
            """
            "folderFileDescriptions": {"prices": {"2026.pdf": "This year", "2025.pdf": "Last year"}, "menu.md": "What we bake", "old": {}},
            "tools": [{"kind": "openapi", "name": "orders", "document": "tools/orders.yaml", "operations": ["list"]}]\
            """);

    AgentReading reading =
        AgentFile.read(
            text.getBytes(StandardCharsets.UTF_8),
            PROMPT.getBytes(StandardCharsets.UTF_8),
            Set.of("knowledge/prices/2026.pdf", "knowledge/menu.md"));

    assertThat(((AgentReading.Faulty) reading).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/folderFileDescriptions/prices/2025.pdf",
            "/folderFileDescriptions/old",
            "/tools/0/document");
  }

  @Test
  void findsTheDescriptionOfAFileInItsFolders() {
    Map<String, Object> all =
        Map.of("prices", Map.of("2026.pdf", "This year"), "menus", "What we bake");

    assertThat(FileDescriptions.of(all, "prices/2026.pdf")).isEqualTo("This year");
    assertThat(FileDescriptions.of(all, "prices/2025.pdf")).isEmpty();
    assertThat(FileDescriptions.of(all, "menus/may/week.md")).isEqualTo("What we bake");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"agentId\": \"a\", \"agentId\": \"b\"}|Duplicate",
        "[]|is not a JSON object",
        "{\"agentId\": }|is no JSON",
        "{} {}|is no JSON",
        "''|is not a JSON object"
      })
  void refusesWhatIsNoProperJson(String text, String words) {
    assertThat(faults(text)).hasSize(1).first().asString().contains(words);
  }

  @Test
  void refusesBytesThatAreNoPlainText() {
    assertThat(faults("\uFEFF" + MINIMAL))
        .containsExactly("agent.json: begins with a byte-order mark; save it as UTF-8 without one");
    AgentReading latin = AgentFile.read(new byte[] {'{', (byte) 0xE9, '}'}, new byte[0], Set.of());
    assertThat(((AgentReading.Faulty) latin).faults())
        .extracting(Fault::toString)
        .containsExactly(
            "prompt.md: is empty; it is what the agent is told", "agent.json: is not UTF-8 text");
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(faults("{" + " ".repeat(AgentFile.LONGEST_FILE) + "}"))
        .containsExactly("agent.json: has more than 262144 bytes");
    assertThat(faults("{\"a\":".repeat(5000) + "1" + "}".repeat(5000)))
        .containsExactly("agent.json: is nested deeper than 32 levels, or holds an endless name");
    assertThat(((AgentReading.Faulty) AgentFile.read(MINIMAL, "p".repeat(30_000))).faults())
        .extracting(Fault::file)
        .containsExactly("prompt.md");
  }

  @Test
  void saysWhenAllTogetherIsTooMuchForOneVersion() {
    String answers =
        "\"questionsAndAnswers\": ["
            + String.join(
                ",",
                Stream.iterate(0, it -> it + 1)
                    .limit(100)
                    .map(
                        it ->
                            "{\"questions\": [\"q"
                                + it
                                + "\"], \"answer\": \""
                                + "a".repeat(1900)
                                + "\"}")
                    .toList())
            + "]";

    assertThat(faults(with(answers))).hasSize(1).first().asString().contains("too much");
  }

  @Test
  void tellsNoMoreThanAHundredFaults() {
    String strange =
        String.join(
            ",",
            Stream.iterate(0, it -> it + 1).limit(500).map(it -> "\"x" + it + "\": 1").toList());

    assertThat(faults(with(strange))).hasSize(101).last().asString().endsWith("400 faults more");
  }

  @Test
  void throwsAllFaultsWhereTheTextsWereMeantToBeInOrder() {
    assertThatThrownBy(() -> AgentFile.parse("{}", PROMPT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("agent.json#/agentId: is missing");
  }

  private static void defaults(JsonNode properties, JsonNode read, String path) {
    properties
        .propertyStream()
        .filter(it -> it.getValue().has("default"))
        .forEach(
            it -> {
              JsonNode usual = it.getValue().path("default");
              JsonNode value = read.path(it.getKey());
              String name = path + "/" + it.getKey();
              assertThat(value.isMissingNode()).as(name).isFalse();
              if (it.getValue().has("properties")) {
                defaults(it.getValue().path("properties"), value, name);
              } else if (it.getValue().has("$ref") || usual.isObject()) {
                assertThat(usual.isEmpty()).as(name).isTrue();
              } else if (usual.isNumber()) {
                assertThat(value.doubleValue()).as(name).isEqualTo(usual.doubleValue());
              } else {
                assertThat(value).as(name).isEqualTo(usual);
              }
            });
  }

  private static List<String> faults(String text) {
    return faultsOf(text).stream().map(Fault::toString).toList();
  }

  private static List<Fault> faultsOf(String text) {
    return switch (AgentFile.read(text, PROMPT)) {
      case AgentReading.Good _ -> List.of();
      case AgentReading.Faulty faulty -> faulty.faults();
    };
  }

  private static String[] wrong(String pointer, String members) {
    return new String[] {pointer, members};
  }

  private static String with(String members) {
    return MINIMAL.substring(0, MINIMAL.length() - 1) + ", " + members + "}";
  }

  private static String target(String uri) {
    return "\"transferTargets\": [{\"name\": \"desk\", \"uri\": \"" + uri + "\"}]";
  }

  private static String tools(String... tools) {
    return "\"tools\": [" + String.join(",", tools) + "]";
  }

  private static String http(String name, String members) {
    return "{\"kind\": \"http\", \"name\": \""
        + name
        + "\", \"description\": \"Does.\""
        + (members.contains("\"url\"") ? "" : ", \"url\": \"https://api.example/x\"")
        + (members.isEmpty() ? "" : ", " + members)
        + "}";
  }

  private static String dialogue(String intent, String form) {
    return "\"dialogue\": {\"intents\": [" + intent + "], \"forms\": [" + form + "]}";
  }

  private static String slot(String name, String members) {
    return "{\"name\": \"" + name + "\", \"kind\": \"text\", \"ask\": \"?\"" + members + "}";
  }
}
