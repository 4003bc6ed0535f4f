package io.oratio.modelsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.modelsimulator.script.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the real service refuses is refused, in its words.
@Timeout(30)
class StrictnessTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"x\"}";
  private static final String CALL =
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
          + "\"function\":{\"name\":\"t\",\"arguments\":\"{}\"}}]}";
  private static final String RESULT =
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"{}\"}";

  private static ModelSimulator simulator;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    simulator = ModelSimulator.start(Script.standard().withContextTokens(2000));
    client = new Client(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void takesACallAndItsResult() throws Exception {
    assertThat(client.chat("[" + USER + "," + CALL + "," + RESULT + "]", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesAResultWithoutItsCall() throws Exception {
    refused("[" + USER + "," + RESULT + "]", "", "must be a response to a preceeding message");
  }

  @Test
  void refusesACallThatIsNotAnswered() throws Exception {
    refused("[" + USER + "," + CALL + "]", "", "did not have response messages: c1");
    refused("[" + USER + "," + CALL + "," + USER + "]", "", "did not have response messages: c1");
  }

  @Test
  void refusesAResultGivenTwiceOrForAnotherCall() throws Exception {
    refused("[" + USER + "," + CALL + "," + RESULT + "," + RESULT + "]", "", "preceeding message");
    refused("[" + USER + "," + CALL + "," + RESULT.replace("c1", "c2") + "]", "", "'c2' not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]||empty array",
        "[{\"role\":\"robot\",\"content\":\"x\"}]||Supported values are: 'system'",
        "[{\"content\":\"x\"}]||messages[0].role",
        "[{\"role\":\"user\"}]||expected a string, got null",
        "[{\"role\":\"assistant\",\"content\":null}]||expected a string, got null",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"temperature\":3|value above maximum",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"max_tokens\":0|value below minimum",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"max_tokens\":1,\"max_completion_tokens\":1|same"
            + " time",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"colour\":1|Unknown parameter: 'colour'",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"stream_options\":{}|only allowed when 'stream'",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"tools\":[]|empty array",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"tool_choice\":\"auto\"|only allowed when"
            + " 'tools'",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a"
            + " b\"}}]|does not match pattern",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":{\"type\":\"string\"}}}]|schema"
            + " must be",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"response_format\":{\"type\":\"json_object\"}|must"
            + " contain the word 'json'",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"response_format\":{\"type\":\"json_schema\"}|response_format.json_schema",
        "[{\"role\":\"user\",\"content\":\"x\"}]|\"response_format\":{\"type\":\"xml\"}|Supported"
            + " values",
      })
  void refusesWhatTheServiceRefuses(String messages, String more, String sentence)
      throws Exception {
    refused(messages, more == null ? "" : more, sentence);
  }

  @Test
  void refusesABodyThatIsNotJsonAndOneWithoutAModel() throws Exception {
    assertThat(client.post("/chat/completions", "hello").body()).contains("could not parse");
    assertThat(client.post("/chat/completions", "[]").body()).contains("could not parse");
    assertThat(client.post("/chat/completions", "{}").body()).contains("model parameter");
  }

  @Test
  void refusesAPromptThatIsTooLong() throws Exception {
    refused(Client.user("x".repeat(9000)), "", "maximum context length is 2000 tokens");
  }

  @Test
  void knowsOnlyItsModelsItsKeyAndItsPaths() throws Exception {
    try (ModelSimulator own =
        ModelSimulator.start(Script.standard().withModels("gpt").withApiKey("secret"))) {
      Client stranger = new Client(own);
      String body = Client.body(Client.user("x"), "");
      assertThat(stranger.post("/chat/completions", body).statusCode()).isEqualTo(401);
      HttpResponse<String> unknown =
          stranger.post("/chat/completions", body, "Authorization", "Bearer secret");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("model_not_found");
      assertThat(stranger.post("/completions", "{}").body()).contains("Invalid URL (POST /v1/");
      assertThat(stranger.request("GET", "/v1/chat/completions", "").statusCode()).isEqualTo(405);
      assertThat(own.protocolErrors()).isEqualTo(2);
    }
  }

  private static void refused(String messages, String more, String sentence) throws Exception {
    HttpResponse<String> response = client.chat(messages, more);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).path("error").path("type").stringValue())
        .isEqualTo("invalid_request_error");
    assertThat(Client.json(response).path("error").path("message").stringValue())
        .contains(sentence);
  }
}
