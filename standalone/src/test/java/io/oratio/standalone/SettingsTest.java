package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
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
