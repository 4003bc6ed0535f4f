package io.oratio.control.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The descriptions of an agent's documents as they stand in its `agent.json`, nested as the
/// folders are. Changes the tree it is given; for one thread.
final class DescriptionTree {
  private final ObjectNode root;
  private final Collection<String> paths;

  /// @param root `folderFileDescriptions`
  /// @param paths of all documents there are
  DescriptionTree(ObjectNode root, Collection<String> paths) {
    this.root = root;
    this.paths = List.copyOf(paths);
  }

  /// Describes a document; blank takes its description away. A description of a folder around it is
  /// given to each of the folder's other documents first, since a folder is described as a whole or
  /// file by file.
  void describe(String path, String description) {
    if (description.isBlank()) {
      remove(path);
      return;
    }
    List<String> parts = parts(path);
    ObjectNode folder = root;
    String within = "";
    for (String part : parts.subList(0, parts.size() - 1)) {
      within += part + "/";
      JsonNode inner = folder.path(part);
      if (inner.isString()) {
        ObjectNode opened = folder.putObject(part);
        spread(opened, within, inner.stringValue());
        folder = opened;
      } else {
        folder = inner.isObject() ? (ObjectNode) inner : folder.putObject(part);
      }
    }
    folder.put(parts.getLast(), description);
  }

  /// Takes the description of a document away that is itself gone, or is to have none.
  void remove(String path) {
    remove(root, parts(path));
  }

  /// Takes away what describes a folder in which nothing is left.
  void prune() {
    prune(root, "");
  }

  private void prune(ObjectNode folder, String within) {
    for (String name : new ArrayList<>(folder.propertyNames())) {
      String path = within + name;
      boolean isFolder = paths.stream().anyMatch(it -> it.startsWith(path + "/"));
      JsonNode value = folder.path(name);
      if (value.isObject() && isFolder) {
        prune((ObjectNode) value, path + "/");
      } else if (!isFolder && (value.isObject() || !paths.contains(path))) {
        folder.remove(name);
      }
    }
  }

  private void spread(ObjectNode folder, String within, String description) {
    for (String path : paths) {
      if (path.startsWith(within)) {
        List<String> parts = parts(path.substring(within.length()));
        ObjectNode here = folder;
        for (String part : parts.subList(0, parts.size() - 1)) {
          here = here.path(part).isObject() ? (ObjectNode) here.path(part) : here.putObject(part);
        }
        here.put(parts.getLast(), description);
      }
    }
  }

  private static boolean remove(ObjectNode folder, List<String> parts) {
    JsonNode here = folder.path(parts.getFirst());
    if (parts.size() == 1) {
      if (here.isString()) {
        folder.remove(parts.getFirst());
      }
    } else if (here.isObject() && remove((ObjectNode) here, parts.subList(1, parts.size()))) {
      folder.remove(parts.getFirst());
    }
    return folder.isEmpty();
  }

  private static List<String> parts(String path) {
    return Arrays.asList(path.split("/"));
  }
}
