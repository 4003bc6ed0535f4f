package io.oratio.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.limit.Budget;
import io.oratio.control.limit.InProcessRateLimits;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.RawHttp;
import io.oratio.control.trust.TestTrust;
import io.oratio.control.web.RateLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What somebody learns of accounts who has none, from the real server with its real passwords.
@Timeout(180)
class GuessingTest {
  private static final int ACCOUNTS = 9;

  private static ApiRig rig;

  @Configuration(proxyBeanMethods = false)
  @Import({TestTrust.class, AccountFeature.class})
  static class RealPasswords {
    @Bean
    RateLimits rateLimits() {
      return new InProcessRateLimits(
          Budget.usual().stream().map(it -> new Budget(it.name(), 100_000, it.window())).toList(),
          System::nanoTime);
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(RealPasswords.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  /// One failure for each account, so that none is locked; a known one and an unknown one in turn,
  /// so that both see the same machine. Without the hash that an unknown address costs, it would be
  /// answered some ten times faster.
  @Test
  void answersInTheSameTimeWhetherAnAddressIsKnown() {
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      known.add(nanosOfAWrongPassword(Somebody.registered(rig)));
      unknown.add(nanosOfAWrongPassword(Somebody.of(rig)));
    }
    double ratio = (double) median(known) / median(unknown);
    assertThat(ratio).isBetween(1 / 3.0, 3.0);
  }

  /// What a request says of its host is the sender's word.
  @Test
  void writesOnlyItsOwnAddressIntoLetters() throws Exception {
    Somebody alice = Somebody.of(rig);
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"A\",\"tenantName\":\"T\"}"
            .formatted(alice.email(), Somebody.PASSWORD);
    try (RawHttp raw = new RawHttp(rig.base())) {
      raw.send(
          ("POST /api/auth/register HTTP/1.1\r\nHost: evil.example\r\n"
                  + "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\n"
                  + "Forwarded: host=evil.example;proto=http\r\nX-Original-Host: evil.example\r\n"
                  + "Origin: https://evil.example\r\nReferer: https://evil.example/\r\n"
                  + "Content-Type: application/json\r\nConnection: close\r\n"
                  + "Content-Length: %d\r\n\r\n%s")
              .formatted(body.length(), body));
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 202");
    }
    String letter = alice.letter("Verify your e-mail address").body();
    assertThat(letter).contains("https://voice.example.com/verify#token=").doesNotContain("evil");
    assertThat(alice.verify().status()).isEqualTo(204);
  }

  private static long nanosOfAWrongPassword(Somebody somebody) {
    long before = System.nanoTime();
    somebody.login("some wrong password").expect(401, "CREDENTIALS_INVALID");
    return System.nanoTime() - before;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
