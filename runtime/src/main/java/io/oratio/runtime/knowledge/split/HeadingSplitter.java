package io.oratio.runtime.knowledge.split;

import io.oratio.runtime.knowledge.parse.Place;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.split.Packing.Packed;
import java.util.ArrayList;
import java.util.List;

/// Splits along the headings: what stands under one is one passage, or several of about the same
/// size when it is long; sections of a few words under the same heading are put together.
public final class HeadingSplitter implements Splitter {
  /// A section of fewer words says too little by itself.
  private static final int SMALL_WORDS = 25;

  private final SplitSettings settings;

  public HeadingSplitter(SplitSettings settings) {
    this.settings = settings;
  }

  public HeadingSplitter() {
    this(SplitSettings.STANDARD);
  }

  @Override
  public List<Piece> split(Parsed document) {
    List<Piece> pieces = new ArrayList<>();
    for (Section section : merged(Sections.of(document, settings))) {
      for (Packed packed : Packing.pack(section.atoms(), settings)) {
        pieces.add(new Piece(document.title(), place(section, packed), packed.text()));
      }
    }
    return pieces;
  }

  private List<Section> merged(List<Section> sections) {
    List<Section> merged = new ArrayList<>();
    int at = 0;
    while (at < sections.size()) {
      Section first = sections.get(at);
      Section together = first;
      at++;
      while (at < sections.size()
          && first.isBeside(sections.get(at))
          && sections.get(at).words() < SMALL_WORDS
          && first.words() < SMALL_WORDS
          && together.words() + sections.get(at).words() < settings.targetWords()) {
        Section so = together == first ? first.lifted() : together;
        together = so.with(sections.get(at).lifted());
        at++;
      }
      merged.add(together);
    }
    return merged;
  }

  private static String place(Section section, Packed packed) {
    String path = String.join(" > ", section.path());
    String spot =
        switch (packed.first().place()) {
          case Place.None() -> "";
          case Place.Page(int number) -> "page " + number;
          case Place.Row(int first) ->
              packed.last().place() instanceof Place.Row(int last) && last > first
                  ? "rows " + first + "–" + last
                  : "row " + first;
        };
    return path.isEmpty() || spot.isEmpty() ? path + spot : path + ", " + spot;
  }
}
