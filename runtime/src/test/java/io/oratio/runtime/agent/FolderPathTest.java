package io.oratio.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "..",
        ".",
        "a/./b",
        "/etc/passwd",
        "//host/share",
        "a//b",
        "a/",
        "..\\x",
        "a\\..\\..\\x",
        "C:\\x",
        "a\u0000.txt",
        "a\u0000/../x",
        "a\nb",
        "a\u007fb",
        "\u2025/x",
        "\uff0e\uff0e/x",
        "\uff0e\uff0e\uff0fx",
        "a\uff0fb",
        "a\uff3cb",
        "\u2100",
        "\ud800",
        ".ssh/id",
        "a/.hidden"
      })
  void refusesWhatCouldLeadOut(String path) {
    assertThat(FolderPath.faultOf(path)).isPresent();
  }

  /// Nobody decodes a path, so what looks encoded is a name like others, and stays where it is.
  @Test
  void keepsOddNamesWithinTheFolder() {
    Path folder = Path.of("/agents/a/knowledge");
    for (String path :
        List.of(
            "%2e%2e%2fx",
            "..%2fx",
            "%252e%252e%252fx",
            "a%00b",
            "%c0%ae%c0%ae%c0%afx",
            "...",
            "a..b",
            "\u202etxt.exe",
            "b\u00fccher/\u4e2d\u6587.txt",
            "file:x",
            "~root",
            "$HOME",
            "a;b|c",
            "CON")) {
      if (FolderPath.faultOf(path).isEmpty()) {
        assertThat(folder.resolve(path).normalize()).as(path).startsWithRaw(folder);
        assertThat(folder.resolve(Normalizer.normalize(path, Normalizer.Form.NFKC)).normalize())
            .as(path)
            .startsWithRaw(folder);
      }
    }
    assertThat(FolderPath.faultOf("b\u00fccher/\u4e2d\u6587.txt")).isEmpty();
    assertThat(FolderPath.faultOf("%2e%2e%2fx")).isEmpty();
  }
}
