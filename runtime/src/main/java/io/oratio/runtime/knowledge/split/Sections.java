package io.oratio.runtime.knowledge.split;

import io.oratio.runtime.knowledge.parse.Block;
import io.oratio.runtime.knowledge.parse.Block.Code;
import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Block.ListItem;
import io.oratio.runtime.knowledge.parse.Block.Paragraph;
import io.oratio.runtime.knowledge.parse.Block.Table;
import io.oratio.runtime.knowledge.parse.Place;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.split.Atom.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes a document apart: sections by its headings, and each into sentences, items and rows.
final class Sections {
  private static final int LEAD_IN_WORDS = 40;
  private static final Pattern QUESTION =
      Pattern.compile("(?i)(q|question|frage|f)\\s*\\d*\\s*[:.)].*");
  private static final Pattern ANSWER =
      Pattern.compile("(?i)(a|answer|antwort)\\s*\\d*\\s*[:.)].*");

  private final SplitSettings settings;
  private final List<Section> sections = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private List<Atom> atoms = new ArrayList<>();
  private String leadIn = "";
  private boolean isAfterQuestion;
  private boolean hasQuestion;
  private boolean isHeadingAlone;

  private Sections(SplitSettings settings) {
    this.settings = settings;
  }

  static List<Section> of(Parsed document, SplitSettings settings) {
    Sections sections = new Sections(settings);
    List<Block> blocks = document.blocks();
    for (int at = 0; at < blocks.size(); at++) {
      boolean isTitle = at == 0 && isTitle(document);
      if (!isTitle) {
        sections.take(blocks.get(at));
      }
    }
    sections.end(0);
    if (sections.sections.isEmpty()) {
      // A title and nothing else.
      sections.prose(document.title(), blocks.getFirst().place());
      sections.close();
    }
    return sections.sections;
  }

  /// Whether the first heading only repeats the title: no other stands beside it.
  private static boolean isTitle(Parsed document) {
    return document.blocks().getFirst() instanceof Heading first
        && first.text().equalsIgnoreCase(document.title())
        && document.blocks().stream()
            .skip(1)
            .noneMatch(it -> it instanceof Heading other && other.level() <= first.level());
  }

  private void take(Block block) {
    if (!(block instanceof Heading)) {
      isHeadingAlone = false;
    }
    switch (block) {
      case Heading heading -> heading(heading);
      case Paragraph(String text, Place place) -> paragraph(text, place);
      case ListItem(_, String text, Place place) -> line(text, place);
      case Table table -> table(table);
      case Code(String text, Place place) -> text.lines().forEach(it -> code(it, place));
    }
  }

  private void heading(Heading heading) {
    end(heading.level());
    headings.add(heading);
    isHeadingAlone = true;
    if (heading.text().endsWith("?")) {
      add(heading.text(), Joint.LINE, heading.place(), false);
      isAfterQuestion = true;
    }
  }

  /// Ends the open section because a heading of the level follows, 0 for the document's end. A
  /// heading under which nothing stands is its own text.
  private void end(int level) {
    if (isHeadingAlone && atoms.isEmpty() && headings.getLast().level() >= level) {
      prose(headings.getLast().text(), headings.getLast().place());
    }
    close();
    while (!headings.isEmpty() && headings.getLast().level() >= level) {
      headings.removeLast();
    }
    isHeadingAlone = false;
  }

  private void close() {
    if (!atoms.isEmpty()) {
      sections.add(new Section(headings.stream().map(Heading::text).toList(), atoms));
    }
    atoms = new ArrayList<>();
    leadIn = "";
    isAfterQuestion = false;
    hasQuestion = false;
  }

  private void paragraph(String text, Place place) {
    boolean isQuestion =
        text.endsWith("?") && Sentences.of(text).size() == 1 || QUESTION.matcher(text).matches();
    boolean isAnswer = isAfterQuestion || ANSWER.matcher(text).matches() && !atoms.isEmpty();
    if (isQuestion && hasQuestion) {
      // Each question with its answer is a passage of its own, as it is asked.
      close();
    }
    int before = atoms.size();
    prose(text, place);
    hasQuestion |= isQuestion;
    if (isAnswer && !isQuestion) {
      bind(before);
    }
    isAfterQuestion = isQuestion;
    leadIn =
        text.endsWith(":") && new Atom(text, Joint.LINE, place, "", true).words() <= LEAD_IN_WORDS
            ? text
            : "";
  }

  private void prose(String text, Place place) {
    leadIn = "";
    Joint joint = Joint.LINE;
    for (String sentence : Sentences.of(text)) {
      add(sentence, joint, place, true);
      joint = Joint.SENTENCE;
    }
  }

  /// An item or a row.
  private void line(String text, Place place) {
    int before = atoms.size();
    add(text, Joint.LINE, place, false);
    if (isAfterQuestion || !leadIn.isEmpty() && before > 0 && atoms.get(before - 1).isProse()) {
      bind(before);
    }
    isAfterQuestion = false;
  }

  private void code(String line, Place place) {
    if (!line.isBlank()) {
      add(line.stripTrailing(), Joint.LINE, place, false);
    }
    isAfterQuestion = false;
  }

  private void table(Table table) {
    for (int at = 0; at < table.rows().size(); at++) {
      Place place =
          table.place() instanceof Place.Row(int first) ? new Place.Row(first + at) : table.place();
      line(Rows.text(table.header(), table.rows().get(at)), place);
    }
  }

  /// Holds the atom at an index to the one before it.
  private void bind(int index) {
    if (index > 0 && index < atoms.size()) {
      Atom it = atoms.get(index);
      atoms.set(index, new Atom(it.text(), Joint.BOUND, it.place(), it.leadIn(), it.isProse()));
    }
  }

  private void add(String text, Joint joint, Place place, boolean isProse) {
    Joint next = joint;
    for (String part : Oversize.parts(text, settings)) {
      atoms.add(new Atom(part, next, place, isProse ? "" : leadIn, isProse));
      next = Joint.SENTENCE;
    }
  }
}
