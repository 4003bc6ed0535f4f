package io.oratio.standalone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// What a process stands on, by one word: defaults for single settings, each of which may still be
/// given. Whoever names another profile than the first says where its servers are; what is missing
/// stops the start.
enum Profile {
  /// Everything on this machine, in the data folder.
  EMBEDDED(Map.of()),

  /// PostgreSQL, Redis, anything that speaks S3, a mail server.
  SERVERS(
      Map.of(
          "oratio.storage.records", "postgres",
          "oratio.storage.objects", "s3",
          "oratio.bus.kind", "redis",
          "oratio.mail.kind", "smtp")),

  /// DynamoDB, S3, Redis (ElastiCache), SES, keys under KMS.
  AWS(
      Map.of(
          "oratio.storage.records", "dynamodb",
          "oratio.storage.objects", "s3",
          "oratio.bus.kind", "redis",
          "oratio.mail.kind", "ses",
          "oratio.sealing.kind", "kms"));

  private static final String KEY = "oratio.profile";

  private final Map<String, Object> defaults;

  Profile(Map<String, Object> defaults) {
    this.defaults = defaults;
  }

  /// Puts the defaults of the profile that the environment names under everything else in it.
  ///
  /// @throws CannotStart when there is no such profile, or what it needs is not said
  static void settle(ConfigurableEnvironment environment) {
    Binder binder = Binder.get(environment);
    Profile profile;
    try {
      profile = binder.bind(KEY, Profile.class).orElse(EMBEDDED);
    } catch (BindException e) {
      throw new CannotStart(KEY + " is embedded, servers or aws", e);
    }
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("profile " + profile.word(), profile.defaults));
    // Read one by one: to read them all together fails at the first that is missing.
    List<String> missing = profile.missing(Binder.get(environment));
    if (!missing.isEmpty()) {
      throw new CannotStart(
          "the profile " + profile.word() + " needs " + String.join(", ", missing));
    }
  }

  /// The keys that nobody has given a value and that have no sensible one of their own.
  private List<String> missing(Binder given) {
    if (this == EMBEDDED) {
      return List.of();
    }
    Settings.Records records =
        choice(given, "oratio.storage.records", Settings.Records.class, Settings.Records.EMBEDDED);
    boolean isObjectsOnS3 =
        choice(
                given,
                "oratio.storage.objects",
                Settings.ObjectsKind.class,
                Settings.ObjectsKind.FILES)
            == Settings.ObjectsKind.S3;
    Settings.BusKind bus =
        choice(given, "oratio.bus.kind", Settings.BusKind.class, Settings.BusKind.IN_PROCESS);
    Settings.MailKind mail =
        choice(given, "oratio.mail.kind", Settings.MailKind.class, Settings.MailKind.AUTO);
    boolean isSealedByKms =
        choice(given, "oratio.sealing.kind", Settings.SealingKind.class, Settings.SealingKind.FILE)
            == Settings.SealingKind.KMS;

    Map<String, Boolean> needed = new LinkedHashMap<>();
    needed.put("oratio.api.base-address", true);
    needed.put("oratio.keys-dir", true);
    needed.put("oratio.storage.postgres.url", records == Settings.Records.POSTGRES);
    needed.put("oratio.storage.dynamodb.prefix", records == Settings.Records.DYNAMODB);
    needed.put("oratio.storage.s3.bucket-prefix", isObjectsOnS3);
    needed.put("oratio.bus.redis.url", bus == Settings.BusKind.REDIS);
    needed.put("oratio.mail.host", mail == Settings.MailKind.SMTP);
    needed.put("oratio.mail.from", mail == Settings.MailKind.SMTP || mail == Settings.MailKind.SES);
    needed.put("oratio.sealing.kms-key", isSealedByKms);
    needed.values().removeIf(it -> !it);
    needed.keySet().removeIf(key -> !given.bind(key, String.class).orElse("").isBlank());

    List<String> missing = new ArrayList<>(needed.keySet());
    boolean isOnAws =
        records == Settings.Records.DYNAMODB
            || isObjectsOnS3
            || mail == Settings.MailKind.SES
            || isSealedByKms;
    if (isOnAws && !hasRegion()) {
      missing.add("a region for the AWS SDK (AWS_REGION)");
    }
    return missing;
  }

  /// A value that cannot be is told when all settings are read.
  private static <E extends Enum<E>> E choice(Binder given, String key, Class<E> type, E usual) {
    try {
      return given.bind(key, type).orElse(usual);
    } catch (BindException _) {
      return usual;
    }
  }

  private static boolean hasRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion() != null;
    } catch (SdkException _) {
      return false;
    }
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
