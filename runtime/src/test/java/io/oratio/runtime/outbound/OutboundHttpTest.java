package io.oratio.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutboundHttpTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final FakeNames names =
      new FakeNames().answer("shop.example", "127.0.0.1").answer("other.example", "127.0.0.1");
  private final CountDownLatch testOver = new CountDownLatch(1);

  @AfterEach
  void end() {
    testOver.countDown();
  }

  private OutboundHttp client(UnaryOperator<OutboundSettings> changed, RawServer... servers) {
    var allowed =
        java.util.Arrays.stream(servers)
            .flatMap(
                it ->
                    java.util.stream.Stream.of(
                        "http://shop.example:" + it.port(), "http://other.example:" + it.port()))
            .map(AllowedTarget::parse)
            .toList();
    return new OutboundHttp(changed.apply(OutboundSettings.USUAL.withAllowed(allowed)), names);
  }

  private static String shop(RawServer server) {
    return "http://shop.example:" + server.port();
  }

  private static OutboundRefused refused(OutboundHttp client, OutboundRequest request) {
    return catchThrowableOfType(OutboundRefused.class, () -> client.send(request));
  }

  private static OutboundRequest get(String url) {
    return OutboundRequest.get(TENANT, url, LONG);
  }

  @Test
  void fetchesAnAddressAndNamesItsHost() throws Exception {
    try (var server = RawServer.saying(RawServer.ok("hello"));
        var client = client(it -> it, server)) {
      var answer = client.send(get(shop(server) + "/a%2Fb?q=1").withHeader("X-Key", "k"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).asString().isEqualTo("hello");
      assertThat(answer.header("content-type")).contains("text/plain");
      assertThat(server.requests().getFirst())
          .startsWith("GET /a%2Fb?q=1 HTTP/1.1\r\n")
          .contains("Host: shop.example:" + server.port() + "\r\n")
          .contains("X-Key: k\r\n")
          .contains("User-Agent: Oratio/1\r\n")
          .doesNotContain("Upgrade")
          .doesNotContain("Cookie");
    }
  }

  @Test
  void usesAConnectionAgainForTheSameTenantOnly() throws Exception {
    byte[] squeezed = gzip("again and again".getBytes(StandardCharsets.UTF_8));
    try (var server =
            new RawServer(
                (_, out) -> {
                  head(out, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked");
                  out.write(
                      (Integer.toHexString(squeezed.length) + "\r\n")
                          .getBytes(StandardCharsets.US_ASCII));
                  out.write(squeezed);
                  out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                });
        var client = client(it -> it, server)) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.send(get(shop(server))).body()).asString().isEqualTo("again and again");
      }
      assertThat(server.connections()).isOne();

      client.send(OutboundRequest.get(new TenantId("other"), shop(server), LONG));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301,POST,GET",
    "302,POST,GET",
    "303,POST,GET",
    "303,PUT,GET",
    "303,HEAD,HEAD",
    "307,POST,POST",
    "308,PUT,PUT",
    "301,GET,GET",
    "302,DELETE,DELETE"
  })
  void keepsOrChangesTheMethodAsTheStandardSays(int status, String method, String then)
      throws Exception {
    try (var server =
            new RawServer(
                (request, out) ->
                    out.write(
                        (request.startsWith(method + " /from ")
                                ? RawServer.redirect(status, "/to")
                                : "HTTP/1.1 204 No Content\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII)));
        var client = client(it -> it, server)) {
      var hasBody = method.startsWith("P");
      var request =
          new OutboundRequest(
              TENANT,
              method,
              shop(server) + "/from",
              hasBody
                  ? Map.of("Content-Type", "application/json", "Authorization", "Bearer s")
                  : Map.of(),
              hasBody ? Optional.of("{}".getBytes(StandardCharsets.UTF_8)) : Optional.empty(),
              LONG,
              0,
              true);

      var answer = client.send(request);

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.redirects()).isOne();
      assertThat(answer.address()).hasToString(shop(server) + "/to");
      var second = server.requests().get(1);
      assertThat(second).startsWith(then + " /to ");
      if (hasBody) {
        assertThat(second).contains("Authorization: Bearer s");
        assertThat(second.endsWith("{}")).isEqualTo(!then.equals("GET"));
        assertThat(second.contains("Content-Type")).isEqualTo(!then.equals("GET"));
      }
    }
  }

  @Test
  void tellsNoSecretToAnotherOrigin() throws Exception {
    try (var second = RawServer.saying(RawServer.ok("x"));
        var third =
            RawServer.saying(
                RawServer.redirect(302, "http://other.example:" + second.port() + "/"));
        var client = client(it -> it, second, third)) {
      var request =
          get(shop(third) + "/")
              .withHeader("Authorization", "Bearer s3cret")
              .withHeader("X-Api-Key", "s3cret")
              .withHeader("Cookie", "a=s3cret")
              .withHeader("Accept", "text/html");

      assertThat(client.send(request).isSuccess()).isTrue();

      assertThat(third.requests().getFirst()).contains("Bearer s3cret", "X-Api-Key", "Cookie");
      assertThat(second.requests().getFirst())
          .contains("Accept: text/html")
          .doesNotContain("s3cret")
          .doesNotContain("Referer");
    }
  }

  @Test
  void takesAnotherPortForAnotherOrigin() throws Exception {
    try (var second = RawServer.saying(RawServer.ok("x"));
        var first = RawServer.saying(RawServer.redirect(302, shop(second)));
        var client = client(it -> it, first, second)) {
      client.send(get(shop(first)).withHeader("Authorization", "s3cret"));

      assertThat(second.requests().getFirst()).doesNotContain("s3cret");
    }
  }

  @Test
  void doesNotCarryABodyToAnotherOrigin() throws Exception {
    try (var second = RawServer.saying(RawServer.ok("x"));
        var first = RawServer.saying(RawServer.redirect(307, shop(second)));
        var client = client(it -> it, first, second)) {
      var refusal =
          refused(
              client,
              OutboundRequest.post(
                  TENANT, shop(first), "text/plain", "s".getBytes(StandardCharsets.UTF_8), LONG));

      assertThat(refusal.reason()).isEqualTo(Reason.REDIRECT);
      assertThat(second.connections()).isZero();
    }
  }

  @Test
  void followsFiveRedirectsAndNoSixth() throws Exception {
    try (var server =
            new RawServer(
                (request, out) -> {
                  int n = Integer.parseInt(request.split("[/ ]")[2]);
                  out.write(
                      (n == 0 ? RawServer.ok("home") : RawServer.redirect(302, "/" + (n - 1)))
                          .getBytes(StandardCharsets.US_ASCII));
                });
        var client = client(it -> it, server)) {
      assertThat(client.send(get(shop(server) + "/5")).redirects()).isEqualTo(5);
      assertThat(refused(client, get(shop(server) + "/6")).reason()).isEqualTo(Reason.REDIRECT);
    }
  }

  @Test
  void returnsARedirectWhereNoneIsToBeFollowed() throws Exception {
    try (var server = RawServer.saying(RawServer.redirect(302, "http://127.0.0.1/"));
        var client = client(it -> it, server)) {
      assertThat(client.send(get(shop(server)).withoutRedirects()).status()).isEqualTo(302);
    }
  }

  @Test
  void stopsAnAnswerThatIsTooLong() throws Exception {
    try (var said = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nsome");
        var endless =
            new RawServer(
                (_, out) -> {
                  head(out, "Connection: close");
                  while (true) {
                    out.write(new byte[8_192]);
                  }
                });
        var client = client(it -> it.withSizes(100_000, 1_000_000), said, endless)) {
      assertThat(refused(client, get(shop(said))).reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(refused(client, get(shop(endless))).reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(refused(client, get(shop(endless)).withBytesAtMost(10)).reason())
          .isEqualTo(Reason.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void stopsABombAtItsLimit(String coding) throws Exception {
    byte[] zeros = new byte[64 << 20];
    byte[] bomb = coding.equals("gzip") ? gzip(zeros) : deflate(zeros);
    assertThat(bomb.length).isLessThan(100_000);
    try (var server = compressed(coding, bomb);
        var client = client(it -> it.withSizes(100_000, 1_000_000), server)) {
      assertThat(refused(client, get(shop(server))).reason()).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "identity"})
  void decompressesWhatItAskedFor(String coding) throws Exception {
    byte[] plain = "many many words ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    byte[] body =
        switch (coding) {
          case "gzip", "x-gzip" -> gzip(plain);
          case "deflate" -> deflate(plain);
          default -> plain;
        };
    try (var server = compressed(coding, body);
        var client = client(it -> it, server)) {
      assertThat(client.send(get(shop(server))).body()).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, gzip", "zstd", "gzip"})
  void refusesACodingItCannotRead(String coding) throws Exception {
    try (var server = compressed(coding, "not compressed at all".getBytes(StandardCharsets.UTF_8));
        var client = client(it -> it, server)) {
      assertThat(refused(client, get(shop(server))).reason()).isEqualTo(Reason.ANSWER);
    }
  }

  @Test
  void endsASlowDripAtTheDeadline() throws Exception {
    try (var server =
            new RawServer(
                (_, out) -> {
                  head(out, "Connection: close");
                  do {
                    out.write('x');
                    out.flush();
                  } while (!testOver.await(50, TimeUnit.MILLISECONDS));
                });
        var client = client(it -> it, server)) {
      long began = System.nanoTime();
      var refusal =
          refused(client, OutboundRequest.get(TENANT, shop(server), Duration.ofMillis(700)));

      assertThat(refusal.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(refusal.wasSent()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      awaitNothingUnderWay(client);
    }
  }

  @Test
  void endsAHeaderThatNeverEnds() throws Exception {
    try (var drip =
            new RawServer(
                (_, out) -> {
                  out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                  do {
                    out.write('x');
                    out.flush();
                  } while (!testOver.await(50, TimeUnit.MILLISECONDS));
                });
        var many =
            new RawServer(
                (_, out) -> {
                  out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                  while (true) {
                    out.write("X-Y: z\r\n".getBytes(StandardCharsets.US_ASCII));
                  }
                });
        var wide =
            new RawServer(
                (_, out) -> {
                  out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                  while (true) {
                    out.write('x');
                  }
                });
        var client = client(it -> it, drip, many, wide)) {
      assertThat(
              refused(client, OutboundRequest.get(TENANT, shop(drip), Duration.ofMillis(700)))
                  .reason())
          .isEqualTo(Reason.TIMEOUT);
      assertThat(refused(client, get(shop(many))).reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(refused(client, get(shop(wide))).reason()).isEqualTo(Reason.TOO_LARGE);
      awaitNothingUnderWay(client);
    }
  }

  @Test
  void waitsNoLongerForANameServerThanThereIsTime() throws Exception {
    try (var client =
        new OutboundHttp(
            OutboundSettings.USUAL,
            _ -> {
              testOver.await();
              return List.of();
            })) {
      assertThat(
              refused(
                      client,
                      OutboundRequest.get(TENANT, "https://slow.example", Duration.ofMillis(300)))
                  .reason())
          .isEqualTo(Reason.TIMEOUT);
      awaitNothingUnderWay(client);
    }
  }

  @Test
  void endsWhenInterrupted() throws Exception {
    var asked = new CountDownLatch(1);
    try (var server =
            new RawServer(
                (_, _) -> {
                  asked.countDown();
                  testOver.await();
                });
        var client = client(it -> it, server)) {
      var ended = new CountDownLatch(1);
      var asking =
          Thread.startVirtualThread(
              () -> {
                try {
                  client.send(get(shop(server)));
                } catch (OutboundRefused | InterruptedException e) {
                  if (e instanceof InterruptedException) {
                    ended.countDown();
                  }
                }
              });
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

      asking.interrupt();

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      awaitNothingUnderWay(client);
    }
  }

  @Test
  void givesEachTenantItsShareAndNoMore() throws Exception {
    try (var server =
            new RawServer(
                (request, out) -> {
                  boolean isHeld = request.contains("/hold");
                  head(out, isHeld ? "Connection: close" : "Content-Length: 0");
                  out.flush();
                  if (isHeld) {
                    testOver.await();
                  }
                });
        var client = client(it -> it.withConcurrentPerTenant(2), server)) {
      var one = client.open(get(shop(server) + "/hold"));
      var two = client.open(get(shop(server) + "/hold"));

      assertThat(refused(client, get(shop(server))).reason()).isEqualTo(Reason.BUSY);
      assertThat(
              client
                  .send(OutboundRequest.get(new TenantId("other"), shop(server), LONG))
                  .isSuccess())
          .isTrue();

      one.close();
      one.close();
      assertThat(client.send(get(shop(server))).isSuccess()).isTrue();
      two.close();
      awaitNothingUnderWay(client);
    }
  }

  @Test
  void readsAStreamAsItComesAndEndsItAtTheDeadline() throws Exception {
    try (var server =
            new RawServer(
                (_, out) -> {
                  head(out, "Content-Type: text/event-stream");
                  out.write("data: 1\n\n".getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  testOver.await();
                });
        var client = client(it -> it, server);
        var stream =
            client.open(OutboundRequest.get(TENANT, shop(server), Duration.ofSeconds(2)))) {
      assertThat(new String(stream.body().readNBytes(9), StandardCharsets.US_ASCII))
          .isEqualTo("data: 1\n\n");
      var failure = catchThrowableOfType(IOException.class, () -> stream.body().read());

      assertThat(stream.refusal(failure).reason()).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void doesNotAskTwice() throws Exception {
    try (var server =
            new RawServer(
                (_, _) -> {
                  throw new IOException("hangs up");
                });
        var client = client(it -> it, server)) {
      var refusal = refused(client, get(shop(server)));

      assertThat(refusal.reason()).isEqualTo(Reason.ANSWER);
      assertThat(refusal.wasSent()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusesAnAnswerThatIsNotHttpOrEndsInItsMiddle() throws Exception {
    try (var garbage = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n".repeat(20));
        var half =
            new RawServer(
                (_, out) -> {
                  out.write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
                          .getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  throw new IOException("hangs up");
                });
        var client = client(it -> it, garbage, half)) {
      assertThat(refused(client, get(shop(garbage))).reason())
          .isIn(Reason.ANSWER, Reason.TOO_LARGE);
      assertThat(refused(client, get(shop(half))).reason()).isEqualTo(Reason.ANSWER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Host,a", "Content-Length,1", "Transfer-Encoding,chunked", "Connection,close",
    "Proxy-Authorization,x", "X Y,a", "X:Y,a", "'',a"
  })
  void refusesAHeaderThatIsNotATenants(String name, String value) {
    try (var client = client(it -> it)) {
      assertThat(refused(client, get("https://shop.example").withHeader(name, value)).reason())
          .isEqualTo(Reason.REQUEST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\rb", "a\0b", "ключ"})
  void refusesAHeaderThatWouldBreakItsLine(String value) {
    try (var client = client(it -> it)) {
      assertThat(refused(client, get("https://shop.example").withHeader("X-A", value)).reason())
          .isEqualTo(Reason.REQUEST);
    }
  }

  @Test
  void asksByHttpsAndUsualPortsOnly() {
    try (var client = client(it -> it)) {
      assertThat(refused(client, get("http://shop.example/")).reason()).isEqualTo(Reason.SCHEME);
      assertThat(refused(client, get("https://shop.example:22/")).reason()).isEqualTo(Reason.PORT);
      assertThat(refused(client, get("ftp://shop.example/")).reason()).isEqualTo(Reason.SCHEME);
      assertThat(names.asked()).isEmpty();
    }
  }

  @Test
  void saysThatANameIsNotThere() {
    try (var client = client(it -> it)) {
      assertThat(refused(client, get("https://nowhere.example/")).reason()).isEqualTo(Reason.NAME);
    }
  }

  @Test
  void opensNothingOnceClosed() {
    var client = client(it -> it);
    client.close();

    assertThat(refused(client, get("https://shop.example/")).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void showsNoSecretWhenPrinted() {
    var request =
        get("https://shop.example/a?key=s3cret").withHeader("Authorization", "Bearer s3cret");

    assertThat(request.toString()).isEqualTo("GET https://shop.example/a?…");
  }

  @Test
  void readsTheOperatorsListOnlyWhenItIsWrittenWell() {
    assertThat(AllowedTarget.parse("10.0.0.0/8").port()).isZero();
    assertThat(AllowedTarget.parse("[fd00::/8]:443").port()).isEqualTo(443);
    assertThat(AllowedTarget.parse("http://CRM.internal:3000"))
        .isEqualTo(new AllowedTarget(Optional.empty(), "crm.internal", 3000, true));
    for (var bad : List.of("", "10.0.0.0/33", "10.0.0/8", "a b", "x:y", "host:99999", "1.2.3")) {
      assertThatThrownBy(() -> AllowedTarget.parse(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void awaitNothingUnderWay(OutboundHttp client) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (client.underWay() > 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(client.underWay()).isZero();
  }

  private static RawServer compressed(String coding, byte[] body) throws IOException {
    return new RawServer(
        (_, out) -> {
          head(out, "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length);
          out.write(body);
        });
  }

  private static void head(OutputStream out, String lines) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
