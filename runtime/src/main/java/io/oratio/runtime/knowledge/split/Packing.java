package io.oratio.runtime.knowledge.split;

import io.oratio.runtime.knowledge.split.Atom.Joint;
import java.util.ArrayList;
import java.util.List;

/// Cuts a section into passages of about the same size, where it is loosest. Where prose is cut,
/// the last sentence is said again; where a list or table is cut, what leads it in.
final class Packing {
  private static final double SMALLEST = 0.5;
  private static final int REPEATED_WORDS = 40;

  private final List<Atom> atoms;
  private final SplitSettings settings;
  private final int[] words;
  private final int[] pieces;

  private Packing(List<Atom> atoms, SplitSettings settings) {
    this.atoms = atoms;
    this.settings = settings;
    this.words = new int[atoms.size() + 1];
    this.pieces = new int[atoms.size() + 1];
    for (int at = 0; at < atoms.size(); at++) {
      words[at + 1] = words[at] + atoms.get(at).words();
      pieces[at + 1] = pieces[at] + atoms.get(at).wordPieces();
    }
  }

  /// A passage's text and its first atom that is not said again.
  record Packed(String text, Atom first, Atom last) {}

  static List<Packed> pack(List<Atom> atoms, SplitSettings settings) {
    return new Packing(atoms, settings).pack();
  }

  private List<Packed> pack() {
    List<Packed> packed = new ArrayList<>();
    int from = 0;
    while (from < atoms.size()) {
      String front = from == 0 ? "" : front(from);
      int to = end(from, front);
      packed.add(new Packed(text(from, to, front), atoms.get(from), atoms.get(to - 1)));
      from = to;
    }
    return packed;
  }

  /// What is said again before an atom, if it leaves room for the atom itself.
  private String front(int from) {
    Atom atom = atoms.get(from);
    Atom before = atoms.get(from - 1);
    String front = atom.leadIn();
    boolean isQuestion = atom.text().endsWith("?") && atom.joint() == Joint.LINE;
    if (front.isEmpty() && atom.isProse() && before.isProse() && !isQuestion) {
      front = before.words() <= REPEATED_WORDS ? before.text() : "";
    }
    return fits(from, from + 1, front) ? front : "";
  }

  private boolean fits(int from, int to, String front) {
    Atom said = new Atom(front, Joint.LINE, atoms.get(from).place(), "", false);
    return words[to] - words[from] + said.words() <= settings.mostWords()
        && pieces[to] - pieces[from] + said.wordPieces() <= settings.mostWordPieces();
  }

  /// Where the passage that begins at an atom best ends.
  private int end(int from, String front) {
    if (fits(from, atoms.size(), front)) {
      return atoms.size();
    }
    double goal = goal(from);
    int best = from + 1;
    double bestPrice = Double.MAX_VALUE;
    for (int to = from + 1; to < atoms.size() && fits(from, to, front); to++) {
      double size = words[to] - words[from];
      double off = Math.abs(size - goal) / goal;
      double price = off + atoms.get(to).joint().price() + (size < SMALLEST * goal ? 1 : 0);
      if (price <= bestPrice) {
        bestPrice = price;
        best = to;
      }
    }
    return best;
  }

  /// The words of each passage if all that is left were cut evenly.
  private double goal(int from) {
    int wordsLeft = words[atoms.size()] - words[from];
    int piecesLeft = pieces[atoms.size()] - pieces[from];
    double byWords = (double) wordsLeft / settings.targetWords();
    double byPieces = piecesLeft / (0.9 * settings.mostWordPieces());
    return Math.max(1, wordsLeft / Math.max(1, Math.ceil(Math.max(byWords, byPieces))));
  }

  private String text(int from, int to, String front) {
    StringBuilder text = new StringBuilder(front);
    for (int at = from; at < to; at++) {
      Atom atom = atoms.get(at);
      if (!text.isEmpty()) {
        text.append(at == from && atom.isProse() ? " " : atom.joint().between());
      }
      text.append(atom.text());
    }
    return text.toString();
  }
}
