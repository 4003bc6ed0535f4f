package io.oratio.runtime.knowledge.split;

import io.oratio.runtime.knowledge.split.Atom.Joint;
import java.util.ArrayList;
import java.util.List;

/// What stands under one heading, without what stands under the headings below it.
///
/// @param path the headings above it, the highest first; empty before the first heading
/// @param atoms in reading order
record Section(List<String> path, List<Atom> atoms) {
  Section {
    path = List.copyOf(path);
    atoms = List.copyOf(atoms);
  }

  int words() {
    return atoms.stream().mapToInt(Atom::words).sum();
  }

  /// Whether both stand under the same heading that is not the highest of all, so that one passage
  /// may hold both.
  boolean isBeside(Section other) {
    return path.size() > 1
        && path.size() == other.path.size()
        && parent().equals(other.parent())
        && !isQuestion()
        && !other.isQuestion();
  }

  boolean isQuestion() {
    return !path.isEmpty() && path.getLast().endsWith("?");
  }

  List<String> parent() {
    return path.isEmpty() ? path : path.subList(0, path.size() - 1);
  }

  /// The same one level up, its own heading said in its text.
  Section lifted() {
    List<Atom> said = new ArrayList<>();
    Atom first = atoms.getFirst();
    said.add(new Atom(path.getLast() + ":", Joint.LINE, first.place(), "", false));
    said.add(new Atom(first.text(), Joint.BOUND, first.place(), first.leadIn(), first.isProse()));
    said.addAll(atoms.subList(1, atoms.size()));
    return new Section(parent(), said);
  }

  /// Both, one after the other.
  Section with(Section next) {
    List<Atom> both = new ArrayList<>(atoms);
    both.addAll(next.atoms());
    return new Section(path, both);
  }
}
