package io.oratio.runtime.knowledge.index;

import io.oratio.runtime.knowledge.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;

/// Writes one generation of an index. The vectors lie flat: reading them all takes milliseconds for
/// ten thousand passages and misses none, while a graph over them would cost most of the time of
/// the build.
final class IndexBuild {
  private final Embedder embedder;
  private final VectorCache cache;
  private final String language;
  private final String fingerprint;
  private final Map<String, Integer> documents = new LinkedHashMap<>();
  private final Map<Integer, String> descriptions = new LinkedHashMap<>();
  private final List<Document> waiting = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  IndexBuild(Embedder embedder, VectorCache cache, String language, String fingerprint) {
    this.embedder = embedder;
    this.cache = cache;
    this.language = language;
    this.fingerprint = fingerprint;
  }

  /// Writes the passages into an empty folder; all of it lies on the disk afterwards.
  void write(Path folder, List<Entry> entries) throws IOException {
    for (int i = 0; i < entries.size(); i++) {
      add(i, entries.get(i));
    }
    descriptions.forEach(
        (document, description) -> add(Fields.Kind.DESCRIPTION, document, description));
    List<float[]> vectors = cache.vectors(texts);
    IndexWriterConfig config = new IndexWriterConfig(Words.of(language));
    config.setCodec(new FlatVectors());
    config.setRAMBufferSizeMB(64);
    config.setUseCompoundFile(false);
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < waiting.size(); i++) {
        Document document = waiting.get(i);
        document.add(
            new KnnFloatVectorField(
                Fields.VECTOR, vectors.get(i), VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.setLiveCommitData(
          Map.of(
                  Fields.ABOUT_SHAPE,
                  Fields.SHAPE,
                  Fields.ABOUT_EMBEDDER,
                  embedder.name(),
                  Fields.ABOUT_LANGUAGE,
                  language,
                  Fields.ABOUT_FINGERPRINT,
                  fingerprint,
                  Fields.ABOUT_PASSAGES,
                  Integer.toString(entries.size()))
              .entrySet());
      writer.commit();
    }
    Folders.sync(folder);
  }

  private void add(int passage, Entry entry) {
    Integer known = documents.putIfAbsent(entry.path(), documents.size());
    int document = known == null ? documents.size() - 1 : known;
    if (!entry.description().isBlank()) {
      descriptions.putIfAbsent(document, entry.description());
    }
    Document made = of(Fields.Kind.PASSAGE, passage);
    made.add(new NumericDocValuesField(Fields.DOCUMENT, document));
    made.add(new StoredField(Fields.PATH, entry.path()));
    made.add(new TextField(Fields.TITLE, entry.title(), Field.Store.YES));
    made.add(new TextField(Fields.PLACE, entry.place(), Field.Store.YES));
    made.add(new TextField(Fields.DESCRIPTION, entry.description(), Field.Store.YES));
    made.add(new TextField(Fields.TEXT, entry.text(), Field.Store.YES));
    for (String question : entry.questions()) {
      made.add(new TextField(Fields.QUESTIONS, question, Field.Store.YES));
    }
    waiting.add(made);
    texts.add(Meaning.of(entry));
    entry.questions().forEach(it -> add(Fields.Kind.QUESTION, passage, it));
  }

  private void add(Fields.Kind kind, int owner, String text) {
    waiting.add(of(kind, owner));
    texts.add(text);
  }

  private static Document of(Fields.Kind kind, int owner) {
    Document made = new Document();
    made.add(new NumericDocValuesField(Fields.KIND, kind.ordinal()));
    made.add(new NumericDocValuesField(Fields.OWNER, owner));
    return made;
  }

  /// Lucene's usual codec without graphs over the vectors.
  private static final class FlatVectors extends Lucene104Codec {
    private static final KnnVectorsFormat FLAT =
        new Lucene99HnswVectorsFormat(
            Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
            Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
            1,
            null,
            Integer.MAX_VALUE);

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return FLAT;
    }
  }
}
