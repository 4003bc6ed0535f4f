package io.oratio.control.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DescriptionTreeTest {
  private static final List<String> PATHS = List.of("a/one.txt", "a/b/two.txt", "three.txt");

  @Test
  void describesAFileInFoldersThatWereNotDescribed() {
    ObjectNode tree = tree("{}");
    new DescriptionTree(tree, PATHS).describe("a/b/two.txt", "Two");
    assertThat(tree).isEqualTo(tree("{\"a\": {\"b\": {\"two.txt\": \"Two\"}}}"));
  }

  @Test
  void givesTheWordsOfAFolderToItsOtherFiles() {
    ObjectNode tree = tree("{\"a\": \"All of it\"}");
    new DescriptionTree(tree, PATHS).describe("a/one.txt", "One");
    assertThat(tree)
        .isEqualTo(tree("{\"a\": {\"one.txt\": \"One\", \"b\": {\"two.txt\": \"All of it\"}}}"));
  }

  @Test
  void takesADescriptionAwayWithTheFoldersThatHoldNothingMore() {
    ObjectNode tree = tree("{\"a\": {\"b\": {\"two.txt\": \"Two\"}}, \"three.txt\": \"3\"}");
    new DescriptionTree(tree, PATHS).describe("a/b/two.txt", "");
    assertThat(tree).isEqualTo(tree("{\"three.txt\": \"3\"}"));
  }

  @Test
  void prunesWhatIsNotThereAnyMore() {
    ObjectNode tree =
        tree("{\"a\": {\"one.txt\": \"1\", \"gone.txt\": \"0\"}, \"gone\": {\"x\": \"0\"}}");
    new DescriptionTree(tree, PATHS).prune();
    assertThat(tree).isEqualTo(tree("{\"a\": {\"one.txt\": \"1\"}}"));
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
