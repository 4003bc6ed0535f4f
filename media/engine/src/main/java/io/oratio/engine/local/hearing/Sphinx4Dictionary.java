package io.oratio.engine.local.hearing;

import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.Pronunciation;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of a domain as Sphinx-4 wants them, held in memory.
final class Sphinx4Dictionary implements Dictionary {
  private final Map<String, Word> words = new HashMap<>();
  private final Word start;
  private final Word end;
  private final Word silence;

  Sphinx4Dictionary(Domain domain, UnitManager units) {
    domain.pronunciations().forEach((spelling, ways) -> put(spelling, ways, units, false));
    List<List<String>> sil = List.of(List.of(UnitManager.SILENCE.getName()));
    start = put(SENTENCE_START_SPELLING, sil, units, true);
    end = put(SENTENCE_END_SPELLING, sil, units, true);
    silence = put(SILENCE_SPELLING, sil, units, true);
  }

  private Word put(String spelling, List<List<String>> ways, UnitManager units, boolean isFiller) {
    Pronunciation[] pronunciations =
        ways.stream()
            .map(
                phones ->
                    new Pronunciation(
                        phones.stream().map(it -> units.getUnit(it, isFiller)).toArray(Unit[]::new),
                        null,
                        1f))
            .toArray(Pronunciation[]::new);
    Word word = new Word(spelling, pronunciations, isFiller);
    for (Pronunciation it : pronunciations) {
      it.setWord(word);
    }
    words.put(spelling, word);
    return word;
  }

  @Override
  public @Nullable Word getWord(String text) {
    return words.get(text);
  }

  @Override
  public Word getSentenceStartWord() {
    return start;
  }

  @Override
  public Word getSentenceEndWord() {
    return end;
  }

  @Override
  public Word getSilenceWord() {
    return silence;
  }

  @Override
  public Word[] getFillerWords() {
    return new Word[] {silence};
  }

  @Override
  public void allocate() {}

  @Override
  public void deallocate() {}

  @Override
  public void newProperties(PropertySheet sheet) {}
}
