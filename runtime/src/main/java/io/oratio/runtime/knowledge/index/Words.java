package io.oratio.runtime.knowledge.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// How texts become words that can be compared: small letters without accents; in English also
/// stems, and without the words that every question has. Safe from any thread.
final class Words {
  /// Words that say how something is asked, not what: they must not make a passage look fitting.
  private static final CharArraySet OF_ASKING =
      CharArraySet.unmodifiableSet(
          new CharArraySet(
              List.of(
                  ("a an and are as at be been but by for from had has have he her his i if in into"
                       + " is it its me my no not of on or our she so such than that the their them"
                       + " then there these they this to us was we were will with you your yours am"
                       + " do does did doing done can could may might must shall should would what"
                       + " which who whom whose when where why how any some about please tell know"
                       + " want need get got give let say like just also really ok okay hi hello"
                       + " hey thanks thank im ive id ill dont doesnt cant isnt youre theres whats"
                       + " wheres hows s t re ve ll d m")
                      .split(" ")),
              true));

  private static final Analyzer ENGLISH =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          StandardTokenizer source = new StandardTokenizer();
          TokenStream words = new LowerCaseFilter(new EnglishPossessiveFilter(source));
          words = new StopFilter(new ASCIIFoldingFilter(words), OF_ASKING);
          return new TokenStreamComponents(source, new PorterStemFilter(words));
        }
      };

  private static final Analyzer ANY =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          StandardTokenizer source = new StandardTokenizer();
          return new TokenStreamComponents(
              source, new ASCIIFoldingFilter(new LowerCaseFilter(source)));
        }
      };

  private Words() {}

  /// The analyzer for a language.
  ///
  /// @param language a BCP 47 tag; blank counts as English
  static Analyzer of(String language) {
    String primary = Locale.forLanguageTag(language).getLanguage();
    return primary.isEmpty() || primary.equals("en") ? ENGLISH : ANY;
  }

  /// The distinct words of a text, in their order.
  ///
  /// @param most how many at most
  static Set<String> in(String text, Analyzer analyzer, int most) {
    Set<String> words = new LinkedHashSet<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (words.size() < most && stream.incrementToken()) {
        words.add(word.toString());
      }
      stream.end();
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be read", e);
    }
  }
}
