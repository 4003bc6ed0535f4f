package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.FileSystemResource;

/// Holds `docs/reference.yaml` and the records of [Settings] together.
class SettingsTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference.yaml");

  @Test
  void explainsEveryKeyWithTheDefaultThatIsUsed() {
    Map<String, String> used = new LinkedHashMap<>();
    collect("oratio", Settings.class, used);
    Map<String, String> explained = new LinkedHashMap<>();
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new FileSystemResource(REFERENCE));
    yaml.getObject().forEach((key, value) -> explained.put(key.toString(), value.toString()));
    assertThat(explained).containsExactlyInAnyOrderEntriesOf(used);
  }

  @Test
  void refusesAValueThatCannotBeAndNamesItsKey() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("oratio.profile", "azure");
    bad.put("oratio.mail.kind", "pigeon");
    bad.put("oratio.mail.from", "two@a.example, three@b.example");
    bad.put("oratio.sealing.kms-key", "");
    bad.put("oratio.api.base-address", "voice.example.com");
    bad.put("oratio.api.origins[0]", "https://console.example.com/path");
    bad.put("oratio.api.body-patience", "0s");
    bad.put("oratio.api.heartbeat", "2m");
    bad.put("oratio.api.escalate-after", "0s");
    bad.put("oratio.api.retention-every", "1s");
    bad.put("oratio.api.per-minute.writes", "0");
    bad.put("oratio.api.quotas.trunks", "0");
    bad.put("oratio.api.quotas.numbers", "1000000");
    bad.put("oratio.api.quotas.api-keys", "-1");
    bad.put("oratio.api.quotas.members", "many");
    bad.put("oratio.api.quotas.calls-per-day", "0");
    bad.put("oratio.api.quotas.watchers", "0");
    bad.put("oratio.api.accounts.access-life", "12h");
    bad.put("oratio.api.accounts.program-life", "1m");
    bad.put("oratio.api.accounts.browser-life", "31d");
    bad.put("oratio.api.oidc.issuer", "cognito");
    bad.put("oratio.api.oidc.client-id", "");
    bad.put("oratio.api.oidc.patience", "1h");
    bad.forEach(
        (key, value) -> {
          Map<String, String> given = new LinkedHashMap<>();
          // What makes the others needed.
          if (key.startsWith("oratio.mail.")) {
            given.put("oratio.mail.kind", "ses");
          }
          if (key.startsWith("oratio.sealing.")) {
            given.put("oratio.sealing.kind", "kms");
          }
          if (key.equals("oratio.api.oidc.client-id")) {
            given.put("oratio.api.oidc.issuer", "https://id.example.com");
          }
          given.put(key, value);
          Binder binder = new Binder(new MapConfigurationPropertySource(given));
          BindException failure =
              catchThrowableOfType(
                  BindException.class, () -> binder.bindOrCreate("oratio", Settings.class));
          assertThat(failure).as(key).isNotNull();
          assertThat(Up.sentence(failure)).as(key).isPresent();
          assertThat(Up.sentence(failure).orElseThrow()).contains(key.replace("[0]", ""));
        });
  }

  private static void collect(String prefix, Class<?> type, Map<String, String> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + "." + dashed(component.getName());
      if (component.getType().isRecord()) {
        collect(key, component.getType(), into);
        continue;
      }
      if (component.getType() == Map.class) {
        // Its keys are the operator's; an empty one has none to explain.
        continue;
      }
      DefaultValue value = parameterDefault(type, component);
      into.put(key, value.value().length == 0 ? "" : value.value()[0]);
    }
  }

  private static DefaultValue parameterDefault(Class<?> type, RecordComponent component) {
    RecordComponent[] all = type.getRecordComponents();
    for (int i = 0; i < all.length; i++) {
      if (all[i].getName().equals(component.getName())) {
        return type.getDeclaredConstructors()[0].getParameters()[i].getAnnotation(
            DefaultValue.class);
      }
    }
    throw new AssertionError(component.getName());
  }

  private static String dashed(String name) {
    String dashed =
        name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    return ConfigurationPropertyName.of(dashed).toString();
  }
}
