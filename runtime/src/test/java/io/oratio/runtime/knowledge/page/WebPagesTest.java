package io.oratio.runtime.knowledge.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.page.Fetched.Version;
import io.oratio.runtime.outbound.AllowedTarget;
import io.oratio.runtime.outbound.FakeNames;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.outbound.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebPagesTest {
  private static final TenantId TENANT = new TenantId("acme");

  private volatile String robots = "HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n";
  private volatile String page =
      "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\nETag: \"v1\"\r\n"
          + "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Length: 5\r\n\r\nhello";
  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final RawServer server;
  private final OutboundHttp http;
  private final WebPages pages;

  WebPagesTest() throws IOException {
    server =
        new RawServer(
            (request, out) ->
                out.write(
                    (request.startsWith("GET /robots.txt") ? robots : page)
                        .getBytes(StandardCharsets.UTF_8)));
    http =
        new OutboundHttp(
            OutboundSettings.USUAL.withAllowed(
                List.of(
                    AllowedTarget.parse("http://site.example:" + server.port()),
                    AllowedTarget.parse("http://other.example:" + server.port()))),
            new FakeNames()
                .answer("site.example", "127.0.0.1")
                .answer("other.example", "127.0.0.1"));
    pages = new WebPages(http, clock());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  @AfterEach
  void end() throws IOException {
    http.close();
    server.close();
  }

  private Fetched fetch(String path) throws InterruptedException {
    return pages.fetch(TENANT, "http://site.example:" + server.port() + path, Version.NONE);
  }

  private static String rules(String text) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
        + text.length()
        + "\r\n\r\n"
        + text;
  }

  private long asked(String start) {
    return server.requests().stream().filter(it -> it.startsWith(start)).count();
  }

  @Test
  void fetchesAPageWithItsTypeAndVersion() throws Exception {
    assertThat(fetch("/a#part"))
        .isInstanceOfSatisfying(
            Fetched.Page.class,
            it -> {
              assertThat(it.bytes()).asString().isEqualTo("hello");
              assertThat(it.contentType()).isEqualTo("text/html");
              assertThat(it.address()).hasToString("http://site.example:" + server.port() + "/a");
              assertThat(it.version())
                  .isEqualTo(new Version("\"v1\"", "Sat, 21 Nov 2026 10:00:00 GMT"));
            });
  }

  @Test
  void asksOnlyForWhatHasChanged() throws Exception {
    page = "HTTP/1.1 304 Not Modified\r\n\r\n";
    var known = new Version("\"v1\"", "Sat, 21 Nov 2026 10:00:00 GMT");

    var fetched = pages.fetch(TENANT, "http://site.example:" + server.port() + "/a", known);

    assertThat(fetched).isEqualTo(new Fetched.Unchanged());
    assertThat(server.requests().getLast())
        .contains("If-None-Match: \"v1\"\r\n")
        .contains("If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT\r\n");
  }

  @Test
  void keepsOutOfWhatTheOwnerForbids() throws Exception {
    robots =
        rules(
            "User-agent: *\n"
                + "Disallow: /\n\n"
                + "User-agent: Oratio\n"
                + "Disallow: /private\n"
                + "Allow: /private/yes\n");

    assertThat(fetch("/private/x")).isInstanceOf(Fetched.Refused.class);
    assertThat(fetch("/private/yes")).isInstanceOf(Fetched.Page.class);
    assertThat(fetch("/open")).isInstanceOf(Fetched.Page.class);
    assertThat(asked("GET /private/x")).isZero();
    assertThat(asked("GET /robots.txt")).isOne();
  }

  @Test
  void keepsOutWhereEverybodyIsForbidden() throws Exception {
    robots = rules("User-agent: *\nDisallow: /\n");

    assertThat(fetch("/"))
        .isEqualTo(new Fetched.Refused("The site's robots.txt does not allow this page.", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 429})
  void fetchesWhereThereIsNoRobotsTxt(int status) throws Exception {
    robots = "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";

    assertThat(fetch("/a")).isInstanceOf(Fetched.Page.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n",
        "nonsense\r\n\r\n"
      })
  void fetchesNothingWhileRobotsTxtIsOutOfOrder(String answer) throws Exception {
    robots = answer + "x".repeat(10_000);

    assertThat(fetch("/a"))
        .isInstanceOfSatisfying(Fetched.Refused.class, it -> assertThat(it.mayPass()).isTrue());
    assertThat(asked("GET /a")).isZero();
  }

  @Test
  void remembersRobotsTxtForAWhile() throws Exception {
    fetch("/a");
    fetch("/b");
    assertThat(asked("GET /robots.txt")).isOne();

    now = now.plus(Duration.ofDays(1));
    fetch("/c");

    assertThat(asked("GET /robots.txt")).isEqualTo(2);
  }

  @Test
  void asksTheOwnerOfASiteThatAPageRedirectsTo() throws Exception {
    robots = rules("User-agent: *\nDisallow: /secret\n");
    page = RawServer.redirect(302, "http://other.example:" + server.port() + "/secret");

    assertThat(fetch("/a")).isInstanceOf(Fetched.Refused.class);
    assertThat(asked("GET /robots.txt")).isEqualTo(2);
    assertThat(asked("GET /secret")).isZero();
  }

  @Test
  void followsNoRedirectInwardAndNotForEver() throws Exception {
    page = RawServer.redirect(302, "http://127.0.0.1:" + server.port() + "/x");
    assertThat(fetch("/a")).isInstanceOf(Fetched.Refused.class);
    page = RawServer.redirect(302, "/again");
    assertThat(fetch("/a")).isEqualTo(new Fetched.Refused("The page redirects too often.", false));
    page = RawServer.redirect(302, "javascript:alert(1)");
    assertThat(fetch("/a")).isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void saysWhyAPageIsNotThere() throws Exception {
    page = "HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n";
    assertThat(fetch("/a"))
        .isEqualTo(new Fetched.Refused("The site did not send the page (HTTP 404).", false));
    page = "HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n";
    assertThat(fetch("/a")).isInstanceOf(Fetched.Refused.class);
    for (var url : List.of("", "not an address", "file:///etc/passwd", "https://127.0.0.1/")) {
      assertThat(pages.fetch(TENANT, url, Version.NONE)).isInstanceOf(Fetched.Refused.class);
    }
  }
}
