package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProfileTest {
  private static final Map<String, String> SERVERS =
      Map.of(
          "oratio.api.base-address", "https://voice.example.com",
          "oratio.keys-dir", "/mnt/oratio-keys",
          "oratio.storage.postgres.url", "jdbc:postgresql://db/oratio",
          "oratio.storage.s3.bucket-prefix", "acme-",
          "oratio.bus.redis.url", "redis://redis:6379",
          "oratio.mail.host", "mail.example.com",
          "oratio.mail.from", "agent@example.com");
  private static final Map<String, String> AWS =
      Map.of(
          "oratio.api.base-address", "https://voice.example.com",
          "oratio.keys-dir", "/mnt/oratio-keys",
          "oratio.storage.dynamodb.prefix", "acme-",
          "oratio.storage.s3.bucket-prefix", "acme-",
          "oratio.bus.redis.url", "rediss://redis:6379",
          "oratio.mail.from", "agent@example.com",
          "oratio.sealing.kms-key", "alias/oratio");

  @Test
  void keepsEverythingOnThisMachineUnlessToldOtherwise() {
    Settings settings = settled(Map.of());
    assertThat(settings.storage().records()).isEqualTo(Settings.Records.EMBEDDED);
    assertThat(settings.storage().objects()).isEqualTo(Settings.ObjectsKind.FILES);
    assertThat(settings.bus().kind()).isEqualTo(Settings.BusKind.IN_PROCESS);
    assertThat(settings.mail().carrier()).isEqualTo(Settings.MailKind.TABLE);
    assertThat(settings.sealing().kind()).isEqualTo(Settings.SealingKind.FILE);
  }

  @Test
  void standsOnServersOrOnAwsByOneWord() {
    Settings servers = settled(with(SERVERS, "oratio.profile", "servers"));
    assertThat(servers.storage().records()).isEqualTo(Settings.Records.POSTGRES);
    assertThat(servers.storage().objects()).isEqualTo(Settings.ObjectsKind.S3);
    assertThat(servers.bus().kind()).isEqualTo(Settings.BusKind.REDIS);
    assertThat(servers.mail().carrier()).isEqualTo(Settings.MailKind.SMTP);
    assertThat(servers.sealing().kind()).isEqualTo(Settings.SealingKind.FILE);

    Settings aws = settled(with(AWS, "oratio.profile", "aws"));
    assertThat(aws.storage().records()).isEqualTo(Settings.Records.DYNAMODB);
    assertThat(aws.storage().objects()).isEqualTo(Settings.ObjectsKind.S3);
    assertThat(aws.bus().kind()).isEqualTo(Settings.BusKind.REDIS);
    assertThat(aws.mail().carrier()).isEqualTo(Settings.MailKind.SES);
    assertThat(aws.sealing().kind()).isEqualTo(Settings.SealingKind.KMS);
  }

  @Test
  void letsEachPartBeChosenAllTheSame() {
    Map<String, String> given = with(AWS, "oratio.profile", "aws");
    given.put("oratio.mail.kind", "smtp");
    given.put("oratio.mail.host", "mail.example.com");
    given.put("oratio.storage.objects", "files");
    given.remove("oratio.storage.s3.bucket-prefix");
    Settings settings = settled(given);
    assertThat(settings.mail().carrier()).isEqualTo(Settings.MailKind.SMTP);
    assertThat(settings.storage().objects()).isEqualTo(Settings.ObjectsKind.FILES);
    assertThat(settings.storage().records()).isEqualTo(Settings.Records.DYNAMODB);
  }

  @Test
  void namesEachKeyThatIsMissing() {
    for (Map<String, String> all : List.of(SERVERS, AWS)) {
      String profile = all == SERVERS ? "servers" : "aws";
      for (String key : all.keySet()) {
        Map<String, String> given = with(all, "oratio.profile", profile);
        given.put(key, " ");
        assertThatThrownBy(() -> settled(given))
            .isInstanceOf(CannotStart.class)
            .hasMessage("the profile " + profile + " needs " + key);
      }
    }
    assertThatThrownBy(() -> settled(Map.of("oratio.profile", "servers")))
        .hasMessageContainingAll(SERVERS.keySet().toArray(String[]::new));
    assertThatThrownBy(() -> settled(Map.of("oratio.profile", "azure")))
        .isInstanceOf(CannotStart.class)
        .hasMessage("oratio.profile is embedded, servers or aws");
  }

  private static Map<String, String> with(Map<String, String> some, String key, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(key, value);
    return all;
  }

  private static Settings settled(Map<String, String> given) {
    System.setProperty("aws.region", "eu-west-1");
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("given", new HashMap<>(given)));
    ConfigurationPropertySources.attach(environment);
    Profile.settle(environment);
    return Binder.get(environment).bindOrCreate("oratio", Settings.class);
  }
}
