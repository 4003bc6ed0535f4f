package io.oratio.runtime.agent;

import java.util.Map;
import java.util.Set;

/// The descriptions of an agent's documents, nested as its folders are. Stateless; safe from any
/// thread.
public final class FileDescriptions {
  /// The folder within an agent's folder that holds its documents, with its slash.
  public static final String KNOWLEDGE = "knowledge/";

  private FileDescriptions() {}

  /// The description of a document.
  ///
  /// @param descriptions `folderFileDescriptions` of a definition
  /// @param path within `knowledge/`: `prices/2026.pdf`
  /// @return what stands at the file itself, else at the nearest folder around it; blank for none
  public static String of(Map<String, Object> descriptions, String path) {
    Object here = descriptions;
    for (String part : path.split("/", -1)) {
      if (!(here instanceof Map<?, ?> folder)) {
        break;
      }
      here = folder.get(part);
    }
    return here instanceof String text ? text : "";
  }

  /// Whatever is described has to be there.
  ///
  /// @param files of the agent's folder: `knowledge/prices/2026.pdf`
  static void check(AgentDefinition agent, Set<String> files, Faults faults) {
    check(agent.folderFileDescriptions(), "", "/folderFileDescriptions", files, faults);
  }

  private static void check(
      Map<?, ?> folder, String within, String pointer, Set<String> files, Faults faults) {
    folder.forEach(
        (key, value) -> {
          String path = within + key;
          String place = pointer + Faults.step(String.valueOf(key));
          boolean isFolder = files.stream().anyMatch(it -> it.startsWith(KNOWLEDGE + path + "/"));
          if (value instanceof Map<?, ?> inner) {
            if (isFolder) {
              check(inner, path + "/", place, files, faults);
            } else {
              faults.add(place, "there is no folder " + KNOWLEDGE + path);
            }
          } else if (!isFolder && !files.contains(KNOWLEDGE + path)) {
            faults.add(place, "there is no file " + KNOWLEDGE + path);
          }
        });
  }
}
