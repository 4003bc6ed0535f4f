package io.oratio.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.oratio.simulator.script.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String MODEL = "amazon.nova-2-sonic-v1:0";

  @Test
  void asksForTheHeadersOfASignature() {
    Gate gate = new Gate(1, true);
    Http2Headers headers = request("amazon.nova-2-sonic-v1%3A0");
    assertThat(gate.enter(headers, MODEL, List.of()).orElseThrow().type())
        .isEqualTo("MissingAuthenticationTokenException");
    headers.set("authorization", "AWS4-HMAC-SHA256 Credential=me");
    assertThat(gate.enter(headers, MODEL, List.of()).orElseThrow().type())
        .isEqualTo("IncompleteSignatureException");
    headers.set(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=me/20261121/us-east-1/bedrock/aws4_request, "
            + "SignedHeaders=host;x-amz-date, Signature="
            + "0123456789abcdef".repeat(4));
    assertThat(gate.enter(headers, MODEL, List.of())).isPresent();
    headers.set("x-amz-date", "20261121T080000Z");
    headers.set("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-EVENTS");
    assertThat(gate.enter(headers, MODEL, List.of())).isEmpty();
    assertThat(gate.streams()).isEqualTo(1);
    assertThat(gate.enter(headers, MODEL, List.of()).orElseThrow().status()).isEqualTo(429);
    gate.leave();
    assertThat(gate.streams()).isZero();
  }

  @Test
  void takesUnsignedRequestsWhenLenient() {
    assertThat(new Gate(1, false).enter(request("x"), MODEL, List.of())).isEmpty();
  }

  @Test
  void readsModelAndFaultsOutOfThePathAndTheHeader() {
    Http2Headers headers = request("amazon.nova-2-sonic-v1%3A0~hang~reset%40500");
    headers.set("x-oratio-fault", "badJson, badCrc@7");
    assertThat(Gate.isStream(headers)).isTrue();
    Gate.Wish wish = Gate.wish(headers);
    assertThat(wish.modelId()).isEqualTo(MODEL);
    assertThat(wish.faults())
        .containsExactly(
            Fault.parse("hang"),
            Fault.parse("reset@500"),
            Fault.parse("badJson"),
            Fault.parse("badCrc@7"));
    assertThat(Gate.wish(request("my+sonic")).modelId()).isEqualTo("my+sonic");
  }

  @Test
  void refusesPathsThatAreNoStreamOrCannotBeDecoded() {
    assertThat(Gate.isStream(request("a").method("GET"))).isFalse();
    assertThat(Gate.isStream(request("a/b"))).isFalse();
    assertThatThrownBy(() -> Gate.wish(request("%zz")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Gate.wish(request("a/b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Http2Headers request(String model) {
    return new DefaultHttp2Headers()
        .method("POST")
        .path("/model/" + model + "/invoke-with-bidirectional-stream");
  }
}
