package io.oratio.runtime.knowledge.page;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the owners of sites let us fetch (RFC 9309), remembered for a while.
final class Robots {
  private static final Duration WITHIN = Duration.ofSeconds(10);
  // RFC 9309 §2.4 and §2.5: at most a day, and at least the first 500 KiB.
  private static final Duration REMEMBERED = Duration.ofHours(12);
  private static final Duration UNREACHABLE_REMEMBERED = Duration.ofMinutes(2);
  private static final int BYTES = 500 << 10;
  private static final int MOST_SITES = 1_000;

  private final OutboundHttp http;
  private final Clock clock;
  private final List<String> name;

  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_SITES;
        }
      };

  private record Known(BaseRobotRules rules, boolean isReachable, Instant until) {}

  /// Whether a page may be fetched.
  enum Verdict {
    ALLOWED,
    FORBIDDEN,
    /// Nobody knows: the site does not answer, so that it may not be fetched now.
    UNKNOWN
  }

  Robots(OutboundHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
    this.name = List.of(http.settings().userAgent().split("[/ ]", 2)[0].toLowerCase(Locale.ROOT));
  }

  Verdict verdict(TenantId tenantId, URI page) throws InterruptedException {
    var site = page.getScheme() + "://" + page.getRawAuthority();
    Known rules;
    synchronized (known) {
      rules = known.get(site);
    }
    if (rules == null || rules.until().isBefore(clock.instant())) {
      rules = asked(tenantId, site);
      synchronized (known) {
        known.put(site, rules);
      }
    }
    if (!rules.isReachable()) {
      return Verdict.UNKNOWN;
    }
    return rules.rules().isAllowed(page.toString()) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
  }

  private Known asked(TenantId tenantId, String site) throws InterruptedException {
    var address = site + "/robots.txt";
    var request =
        OutboundRequest.get(tenantId, address, WITHIN)
            .withHeader("Accept", "text/plain, */*;q=0.1");
    try (var answer = http.open(request)) {
      int status = answer.status();
      if (status >= 200 && status < 300) {
        byte[] bytes = answer.body().readNBytes(BYTES);
        var rules = new SimpleRobotRulesParser().parseContent(address, bytes, "text/plain", name);
        return remembered(rules);
      }
      // RFC 9309 §2.3.1.3: not there, so nothing is forbidden. §2.3.1.4: out of order, so all is.
      return status >= 400 && status < 500
          ? remembered(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL))
          : unreachable();
    } catch (OutboundRefused e) {
      // A site without end of redirects has no robots.txt either (RFC 9309 §2.3.1.2).
      return e.reason() == OutboundRefused.Reason.REDIRECT
          ? remembered(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL))
          : unreachable();
    } catch (IOException _) {
      return unreachable();
    }
  }

  private Known remembered(BaseRobotRules rules) {
    return new Known(rules, true, clock.instant().plus(REMEMBERED));
  }

  private Known unreachable() {
    return new Known(
        new SimpleRobotRules(RobotRulesMode.ALLOW_NONE),
        false,
        clock.instant().plus(UNREACHABLE_REMEMBERED));
  }
}
