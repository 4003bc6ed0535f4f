package io.oratio.runtime.knowledge.page;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.outbound.OutboundRequest;
import io.oratio.runtime.outbound.OutboundResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// Fetches web pages.
public final class WebPages {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int REDIRECTS = 5;
  private static final String ACCEPT =
      "text/html, application/xhtml+xml, text/plain, text/markdown, text/csv, application/pdf,"
          + " */*;q=0.5";

  private final OutboundHttp http;
  private final Robots robots;

  public WebPages(OutboundHttp http, Clock clock) {
    this.http = http;
    this.robots = new Robots(http, clock);
  }

  /// Fetches a page, or says why not. Every site on the way is asked for its robots.txt.
  ///
  /// @param known the version that is here already; [Fetched.Version#NONE] for none
  public Fetched fetch(TenantId tenantId, String url, Fetched.Version known)
      throws InterruptedException {
    try {
      var at = uri(url);
      for (int i = 0; i <= REDIRECTS; i++) {
        switch (robots.verdict(tenantId, at)) {
          case FORBIDDEN -> {
            return new Fetched.Refused("The site's robots.txt does not allow this page.", false);
          }
          case UNKNOWN -> {
            return new Fetched.Refused(
                "The site's robots.txt cannot be fetched, so that the page must not be.", true);
          }
          case ALLOWED -> {
            // Fetched below.
          }
        }
        var answer = http.send(request(tenantId, at, i == 0 ? known : Fetched.Version.NONE));
        if (!isRedirect(answer)) {
          return fetched(answer);
        }
        var next = OutboundHttp.address(at, answer.header("location").orElse(""));
        if (at.getScheme().equals("https") && !next.getScheme().equals("https")) {
          return new Fetched.Refused("The page redirects from https to http.", false);
        }
        at = next;
      }
      return new Fetched.Refused("The page redirects too often.", false);
    } catch (OutboundRefused e) {
      boolean mayPass =
          switch (e.reason()) {
            case BUSY, UNREACHABLE, TIMEOUT, ANSWER, NAME -> true;
            case ADDRESS,
                SCHEME,
                PORT,
                REQUEST,
                PRIVATE_ADDRESS,
                TLS,
                REDIRECT,
                TOO_LARGE,
                CLOSED ->
                false;
          };
      return new Fetched.Refused(String.valueOf(e.getMessage()), mayPass);
    } catch (IllegalArgumentException _) {
      return new Fetched.Refused("The address cannot be used: it is not a valid address.", false);
    }
  }

  // Read as strictly as it will be asked for, so that robots.txt is asked about the same page.
  private static URI uri(String url) throws OutboundRefused {
    return OutboundHttp.address(url);
  }

  private static OutboundRequest request(TenantId tenantId, URI at, Fetched.Version known) {
    var request =
        OutboundRequest.get(tenantId, at.toString(), WITHIN)
            .withHeader("Accept", ACCEPT)
            .withoutRedirects();
    if (!known.etag().isBlank()) {
      request = request.withHeader("If-None-Match", known.etag());
    }
    if (!known.lastModified().isBlank()) {
      request = request.withHeader("If-Modified-Since", known.lastModified());
    }
    return request;
  }

  private static boolean isRedirect(OutboundResponse answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> answer.header("location").isPresent();
      default -> false;
    };
  }

  private static Fetched fetched(OutboundResponse answer) {
    int status = answer.status();
    if (status == 304) {
      return new Fetched.Unchanged();
    }
    if (status != 200) {
      boolean mayPass = status >= 500 || status == 408 || status == 429;
      return new Fetched.Refused("The site did not send the page (HTTP " + status + ").", mayPass);
    }
    if (answer.body().length == 0) {
      return new Fetched.Refused("The page is empty.", true);
    }
    return new Fetched.Page(
        answer.body(),
        answer.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
        answer.address(),
        new Fetched.Version(
            version(answer.header("etag").orElse("")),
            version(answer.header("last-modified").orElse(""))));
  }

  // It goes into a header again one day.
  private static String version(String value) {
    return value.matches("[\\x20-\\x7e]{1,256}") ? value : "";
  }
}
