package io.oratio.standalone;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the control plane, under `oratio.api`.
public record ApiSettings(
    @DefaultValue("") String baseAddress,
    @DefaultValue List<String> origins,
    @DefaultValue("15s") Duration bodyPatience,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("10m") Duration escalateAfter,
    @DefaultValue("6h") Duration retentionEvery,
    @DefaultValue PerMinute perMinute,
    @DefaultValue Quotas quotas,
    @DefaultValue Accounts accounts,
    @DefaultValue Oidc oidc) {
  private static final Duration DAYS_30 = Duration.ofDays(30);

  public ApiSettings {
    require(
        baseAddress.isBlank() || isSite(baseAddress, true),
        "oratio.api.base-address is https:// and a host, for example https://voice.example.com");
    for (String origin : origins) {
      require(
          isSite(origin, false),
          "oratio.api.origins holds https:// and a host each, without a path: not " + origin);
    }
    between("oratio.api.body-patience", bodyPatience, Duration.ofSeconds(1), Duration.ofMinutes(5));
    between("oratio.api.heartbeat", heartbeat, Duration.ofSeconds(1), Duration.ofMinutes(1));
    between("oratio.api.escalate-after", escalateAfter, Duration.ofSeconds(1), DAYS_30);
    between("oratio.api.retention-every", retentionEvery, Duration.ofMinutes(1), DAYS_30);
  }

  /// How many requests a minute the API takes of each tenant, person, key or unknown address.
  public record PerMinute(
      @DefaultValue("1200") int reads,
      @DefaultValue("300") int writes,
      @DefaultValue("60") int dials,
      @DefaultValue("60") int ingestion,
      @DefaultValue("60") int logins,
      @DefaultValue("60") int failures) {
    public PerMinute {
      requireRate("oratio.api.per-minute.reads", reads);
      requireRate("oratio.api.per-minute.writes", writes);
      requireRate("oratio.api.per-minute.dials", dials);
      requireRate("oratio.api.per-minute.ingestion", ingestion);
      requireRate("oratio.api.per-minute.logins", logins);
      requireRate("oratio.api.per-minute.failures", failures);
    }
  }

  /// How much of something one tenant may have.
  public record Quotas(
      @DefaultValue("100") int trunks,
      @DefaultValue("1000") int numbers,
      @DefaultValue("100") int apiKeys,
      @DefaultValue("500") int members,
      @DefaultValue("1000") int callsPerDay,
      @DefaultValue("2000") int watchers) {
    public Quotas {
      within("oratio.api.quotas.trunks", trunks, 1000);
      within("oratio.api.quotas.numbers", numbers, 1000);
      within("oratio.api.quotas.api-keys", apiKeys, 1000);
      within("oratio.api.quotas.members", members, 1000);
      within("oratio.api.quotas.calls-per-day", callsPerDay, 1_000_000);
      within("oratio.api.quotas.watchers", watchers, 100_000);
    }
  }

  /// Who may have an account, and how long logins live.
  public record Accounts(
      @DefaultValue("true") boolean openRegistration,
      @DefaultValue("15m") Duration accessLife,
      @DefaultValue("30d") Duration programLife,
      @DefaultValue("14d") Duration browserLife) {
    public Accounts {
      between(
          "oratio.api.accounts.access-life",
          accessLife,
          Duration.ofMinutes(1),
          Duration.ofMinutes(30));
      between(
          "oratio.api.accounts.program-life",
          programLife,
          Duration.ofHours(1),
          Duration.ofDays(365));
      between("oratio.api.accounts.browser-life", browserLife, Duration.ofHours(1), DAYS_30);
    }
  }

  /// An OpenID provider that is trusted to say who people are; an empty issuer is none.
  public record Oidc(
      @DefaultValue("") String issuer,
      @DefaultValue("") String clientId,
      @DefaultValue("") String clientSecret,
      @DefaultValue("10s") Duration patience) {
    public Oidc {
      require(
          issuer.isBlank() || isSite(issuer, true),
          "oratio.api.oidc.issuer is https:// and a host, as the provider's tokens name it");
      require(
          issuer.isBlank() || !clientId.isBlank(),
          "oratio.api.oidc.client-id is needed with an issuer");
      between("oratio.api.oidc.patience", patience, Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    @Override
    public String toString() {
      return "Oidc[" + issuer + "]";
    }
  }

  private static boolean isSite(String text, boolean mayHavePath) {
    try {
      URI uri = URI.create(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null
          && (mayHavePath || uri.getRawPath().isEmpty());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void requireRate(String key, int perMinute) {
    require(perMinute >= 1 && perMinute <= 100_000_000, key + " is 1 to 100000000 requests");
  }

  private static void within(String key, int value, int most) {
    require(value >= 1 && value <= most, key + " is 1 to " + most);
  }

  private static void between(String key, Duration value, Duration least, Duration most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key + " is " + words(least) + " to " + words(most));
  }

  private static String words(Duration duration) {
    return duration.toString().replace("PT", "").toLowerCase(java.util.Locale.ROOT);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
