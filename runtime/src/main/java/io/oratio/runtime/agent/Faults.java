package io.oratio.runtime.agent;

import java.util.ArrayList;
import java.util.List;

/// Collects faults, at most [#MOST]: nobody reads more, and a hostile file must not make a flood.
final class Faults {
  static final int MOST = 100;

  private final List<Fault> found = new ArrayList<>();
  private int more;

  void add(Fault fault) {
    if (found.size() >= MOST) {
      more++;
    } else if (!found.contains(fault)) {
      found.add(fault);
    }
  }

  /// A fault in `agent.json`.
  void add(String pointer, String sentence) {
    add(Fault.at(pointer, sentence));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Fault> all() {
    List<Fault> all = new ArrayList<>(found);
    if (more > 0) {
      all.add(new Fault(".", "", "there are " + more + " faults more"));
    }
    return List.copyOf(all);
  }

  /// A member's name as a part of a JSON Pointer, with the slash before it.
  static String step(String member) {
    return "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
