package io.oratio.control.agent;

import io.oratio.control.web.Json;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// What differs between two versions: members of their definitions by JSON Pointer, files as
/// `/files/{path}` with the hash of their bytes, and the prompts line by line.
final class VersionDiff {
  private static final int CHANGES_MAX = 5_000;
  private static final int LONGEST_POINTER = 2_048;

  private final List<ObjectNode> changes = new ArrayList<>();

  private VersionDiff() {}

  /// In the contract's form.
  ///
  /// @param against what it was
  static ObjectNode of(
      int against, AgentDrafts.Parts before, int version, AgentDrafts.Parts after) {
    VersionDiff diff = new VersionDiff();
    diff.compare("", before.tree(), after.tree());
    diff.files(before, after);
    return Json.object()
        .with("version", version)
        .with("against", against)
        .with("changes", Json.list(diff.changes, it -> it))
        .with("promptDiff", LineDiff.unified(before.promptMd(), after.promptMd()))
        .node();
  }

  private void compare(String pointer, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      SortedSet<String> names = new TreeSet<>(before.propertyNames());
      names.addAll(after.propertyNames());
      names.forEach(it -> compare(pointer + step(it), before.path(it), after.path(it)));
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(pointer + "/" + i, before.path(i), after.path(i));
      }
    } else {
      change(pointer, before, after);
    }
  }

  private void files(AgentDrafts.Parts before, AgentDrafts.Parts after) {
    SortedSet<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    for (String path : paths) {
      compare("/files" + step(path), hash(before.files().get(path)), hash(after.files().get(path)));
    }
  }

  private static JsonNode hash(@org.jspecify.annotations.Nullable StoredFile file) {
    return file == null
        ? MissingNode.getInstance()
        : JsonNodeFactory.instance.stringNode(file.sha256());
  }

  private void change(String pointer, JsonNode before, JsonNode after) {
    if (changes.size() >= CHANGES_MAX || pointer.length() > LONGEST_POINTER) {
      return;
    }
    Json change = Json.object().with("pointer", pointer);
    if (before.isMissingNode()) {
      change.with("change", "added");
    } else if (after.isMissingNode()) {
      change.with("change", "removed");
    } else {
      change.with("change", "replaced");
    }
    if (!before.isMissingNode()) {
      change.with("before", before);
    }
    if (!after.isMissingNode()) {
      change.with("after", after);
    }
    changes.add(change.node());
  }

  private static String step(String member) {
    return "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
