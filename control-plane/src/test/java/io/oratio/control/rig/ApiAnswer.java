package io.oratio.control.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer that the contract allows.
public record ApiAnswer(HttpResponse<byte[]> response) {
  public int status() {
    return response.statusCode();
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  public byte[] bytes() {
    return response.body();
  }

  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return JsonMapper.shared().readTree(response.body());
  }

  /// The code of an error; empty for an answer that is none.
  public String code() {
    return status() < 400 ? "" : json().at("/error/code").stringValue("");
  }

  /// The same answer, if it has this status.
  public ApiAnswer expect(int status) {
    assertThat(status()).as(this::text).isEqualTo(status);
    return this;
  }

  /// The same answer, if it is this error.
  public ApiAnswer expect(int status, String code) {
    expect(status);
    assertThat(code()).as(this::text).isEqualTo(code);
    return this;
  }
}
