package io.oratio.runtime.knowledge.index;

import io.oratio.runtime.knowledge.Passage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.FSDirectory;

/// One generation of an index, open for searches. Safe from any thread; whoever opened it closes
/// it, and it lives until the last search that holds it has ended.
final class PassageIndex implements AutoCloseable {
  /// How many candidates each way of searching brings.
  private static final int CANDIDATES = 50;

  /// How many of the fused ones are looked at closely.
  private static final int LOOKED_AT = 24;

  /// Of a question longer than this the rest is not searched for.
  private static final int QUESTION_WORDS_MAX = 64;

  /// In reciprocal rank fusion: how little the first ranks differ (Cormack, Clarke and Büttcher
  /// 2009 use 60).
  private static final int RANK_OFFSET = 60;

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final Analyzer analyzer;
  private final String embedder;
  private final String shape;
  private final String fingerprint;
  private final byte[] kinds;
  private final int[] owners;

  /// By a passage's number: its Lucene document, and the document of the owner's it is from.
  private final int[] passages;

  private final int[] documents;

  private PassageIndex(DirectoryReader reader) throws IOException {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    Map<String, String> about = reader.getIndexCommit().getUserData();
    this.embedder = about.getOrDefault(Fields.ABOUT_EMBEDDER, "");
    this.shape = about.getOrDefault(Fields.ABOUT_SHAPE, "");
    this.fingerprint = about.getOrDefault(Fields.ABOUT_FINGERPRINT, "");
    this.analyzer = Words.of(about.getOrDefault(Fields.ABOUT_LANGUAGE, ""));
    this.passages = new int[Integer.parseInt(about.getOrDefault(Fields.ABOUT_PASSAGES, "0"))];
    this.documents = new int[passages.length];
    this.kinds = new byte[reader.maxDoc()];
    this.owners = new int[reader.maxDoc()];
    for (var leaf : reader.leaves()) {
      readNumbers(leaf.reader(), leaf.docBase);
    }
  }

  static PassageIndex open(Path folder) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    try {
      DirectoryReader reader = DirectoryReader.open(directory);
      return new PassageIndex(reader);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private void readNumbers(LeafReader leaf, int base) throws IOException {
    NumericDocValues kind = leaf.getNumericDocValues(Fields.KIND);
    NumericDocValues owner = leaf.getNumericDocValues(Fields.OWNER);
    NumericDocValues document = leaf.getNumericDocValues(Fields.DOCUMENT);
    for (int i = 0; i < leaf.maxDoc(); i++) {
      if (!kind.advanceExact(i) || !owner.advanceExact(i)) {
        throw new IOException("an index of another shape");
      }
      kinds[base + i] = (byte) kind.longValue();
      owners[base + i] = (int) owner.longValue();
      if (kind.longValue() == Fields.Kind.PASSAGE.ordinal() && document.advanceExact(i)) {
        passages[owners[base + i]] = base + i;
        documents[owners[base + i]] = (int) document.longValue();
      }
    }
  }

  /// Whether it can be searched with the vectors of that embedder.
  boolean isOf(String embedderName) {
    return embedder.equals(embedderName) && shape.equals(Fields.SHAPE);
  }

  String fingerprint() {
    return fingerprint;
  }

  /// Holds it open for a search.
  ///
  /// @return false when it is closed already
  boolean hold() {
    return reader.tryIncRef();
  }

  /// Ends what [#hold] began.
  void release() throws IOException {
    reader.decRef();
  }

  /// The passages that may answer, in the order of the fusion, with what speaks for each.
  List<Candidate> candidates(String question, float[] vector) throws IOException {
    Set<String> words = Words.in(question, analyzer, QUESTION_WORDS_MAX);
    float[] meanings = meanings(vector);
    int[] byMeaning = best(meanings);
    int[] byWords = byWords(words);
    Map<Integer, Double> fused = new HashMap<>();
    addRanks(fused, byMeaning);
    addRanks(fused, byWords);
    float[] aboutDocuments = descriptions(vector);
    List<Integer> order =
        fused.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(LOOKED_AT)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Double> weights = weights(words);
    List<Candidate> candidates = new ArrayList<>();
    StoredFields stored = reader.storedFields();
    for (int passage : order) {
      Document document = stored.document(passages[passage]);
      candidates.add(
          new Candidate(
              read(document),
              fused.get(passage),
              meanings[passage],
              aboutDocuments[documents[passage]],
              coverage(document, weights)));
    }
    return candidates;
  }

  private void addRanks(Map<Integer, Double> fused, int[] ranked) {
    for (int i = 0; i < ranked.length; i++) {
      fused.merge(ranked[i], 1.0 / (RANK_OFFSET + i + 1), Double::sum);
    }
  }

  /// By passage: the cosine of the question with the passage or with the likest of its questions.
  private float[] meanings(float[] question) throws IOException {
    float[] cosines = new float[passages.length];
    Arrays.fill(cosines, -1);
    scan(
        question,
        (document, cosine) -> {
          if (kinds[document] != Fields.Kind.DESCRIPTION.ordinal()) {
            int owner = owners[document];
            cosines[owner] = Math.max(cosines[owner], cosine);
          }
        });
    return cosines;
  }

  /// By document: the cosine of the question with its description; 0 without one.
  private float[] descriptions(float[] question) throws IOException {
    int count = Arrays.stream(documents).max().orElse(-1) + 1;
    float[] cosines = new float[count];
    scan(
        question,
        (document, cosine) -> {
          if (kinds[document] == Fields.Kind.DESCRIPTION.ordinal()) {
            cosines[owners[document]] = cosine;
          }
        });
    return cosines;
  }

  private void scan(float[] question, Scan scan) throws IOException {
    for (var leaf : reader.leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      if (values == null) {
        continue;
      }
      VectorScorer scorer = values.scorer(question);
      DocIdSetIterator documents = scorer.iterator();
      for (int it = documents.nextDoc();
          it != DocIdSetIterator.NO_MORE_DOCS;
          it = documents.nextDoc()) {
        // Lucene moves a product of -1 to 1 into 0 to 1.
        scan.found(leaf.docBase + it, 2 * scorer.score() - 1);
      }
    }
  }

  private static int[] best(float[] scores) {
    java.util.PriorityQueue<Integer> worstFirst =
        new java.util.PriorityQueue<>(Comparator.comparingDouble(i -> scores[i]));
    for (int i = 0; i < scores.length; i++) {
      if (worstFirst.size() < CANDIDATES) {
        worstFirst.add(i);
      } else if (scores[i] > scores[worstFirst.element()]) {
        worstFirst.remove();
        worstFirst.add(i);
      }
    }
    return worstFirst.stream()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] byWords(Set<String> words) throws IOException {
    if (words.isEmpty()) {
      return new int[0];
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String word : words) {
      List<Query> fields = new ArrayList<>();
      Fields.BOOSTS.forEach(
          (field, boost) ->
              fields.add(new BoostQuery(new TermQuery(new Term(field, word)), boost)));
      any.add(new DisjunctionMaxQuery(fields, 0.3f), BooleanClause.Occur.SHOULD);
    }
    ScoreDoc[] found = searcher.search(any.build(), CANDIDATES).scoreDocs;
    return Arrays.stream(found).mapToInt(it -> owners[it.doc]).toArray();
  }

  /// How much each word of the question says: the rarer among the passages, the more.
  private Map<String, Double> weights(Set<String> words) throws IOException {
    Map<String, Double> weights = new HashMap<>();
    for (String word : words) {
      int passagesWithIt = 0;
      for (String field : Fields.BOOSTS.keySet()) {
        passagesWithIt = Math.max(passagesWithIt, reader.docFreq(new Term(field, word)));
      }
      weights.put(
          word, Math.log(1 + (passages.length - passagesWithIt + 0.5) / (passagesWithIt + 0.5)));
    }
    return weights;
  }

  private double coverage(Document document, Map<String, Double> weights) {
    Set<String> words = new java.util.HashSet<>();
    for (String field : Fields.BOOSTS.keySet()) {
      for (String value : document.getValues(field)) {
        words.addAll(Words.in(value, analyzer, Integer.MAX_VALUE));
      }
    }
    double all = 0;
    double covered = 0;
    for (Map.Entry<String, Double> it : weights.entrySet()) {
      all += it.getValue();
      covered += words.contains(it.getKey()) ? it.getValue() : 0;
    }
    return all == 0 ? 0 : covered / all;
  }

  private static Passage read(Document document) {
    return new Passage(
        document.get(Fields.PATH),
        document.get(Fields.TITLE),
        document.get(Fields.PLACE),
        document.get(Fields.TEXT),
        0);
  }

  @Override
  public void close() throws IOException {
    reader.close();
    reader.directory().close();
  }

  /// A passage and what speaks for it.
  ///
  /// @param passage without a score yet
  /// @param fused the reciprocal ranks, added
  /// @param meaning the cosine with the question
  /// @param description the cosine of the document's description with the question; 0 without one
  /// @param coverage which part of what the question's words say stands in the passage, 0 to 1
  record Candidate(
      Passage passage, double fused, double meaning, double description, double coverage) {}

  private interface Scan {
    void found(int document, float cosine);
  }
}
