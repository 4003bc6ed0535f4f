package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one document within this process. Only the worker does so with documents of strangers:
/// time and memory are held by whoever started it. One thread.
final class DocumentParser {
  private static final int TITLE_CHARACTERS = 200;

  /// What programs write into a title by themselves.
  private static final Pattern NO_TITLE =
      Pattern.compile(
          "(?i)(untitled|document|dokument|title|microsoft word.*|powerpoint"
              + " .*|.*\\.[a-z]{2,5})\\d*");

  private final ParseLimits limits;

  DocumentParser(ParseLimits limits) {
    this.limits = limits;
  }

  /// Whatever the bytes are, the document is read or refused.
  Reading parse(Path file, String name) {
    try {
      return parsed(file, name);
    } catch (Refusal e) {
      return e.reading();
    } catch (StackOverflowError _) {
      return new Refused(
          Reason.TOO_LARGE, "Its parts lie in each other deeper than can be followed.");
    } catch (IOException _) {
      return broken();
    } catch (RuntimeException | LinkageError _) {
      // The root of a document's reading: what a parser did not foresee is the document's fault,
      // and
      // the next one is to be read all the same.
      return broken();
    }
  }

  private Reading parsed(Path file, String name) throws IOException {
    DocumentKind kind = ContentSniffer.sniff(file, name, limits);
    BlockCollector blocks = new BlockCollector(limits);
    Optional<String> told =
        switch (kind) {
          case PDF -> PdfReader.read(file, blocks);
          case DOCX -> DocxReader.read(file, blocks);
          case HTML -> HtmlReader.read(file, blocks);
          case MARKDOWN -> MarkdownReader.read(file, blocks);
          case CSV -> {
            CsvReader.read(file, name, blocks);
            yield Optional.empty();
          }
          case TEXT -> {
            TextFile.read(file, blocks);
            yield Optional.empty();
          }
        };
    if (blocks.blocks().isEmpty()) {
      return new Refused(Reason.WORDLESS, "The document has no text in it.");
    }
    return new Parsed(title(told, blocks.blocks(), name), kind.mediaType(), blocks.blocks());
  }

  private static Reading broken() {
    return new Refused(Reason.BROKEN, "The file is damaged: save it again and upload it again.");
  }

  /// The title the document tells, else the first heading if none stands beside it, else its name.
  private static String title(Optional<String> told, List<Block> blocks, String name) {
    String title = told.map(PlainWords::folded).orElse("");
    if (!PlainWords.hasWords(title) || NO_TITLE.matcher(title).matches()) {
      title = soleTopHeading(blocks).orElseGet(() -> ofName(name));
    }
    return title.length() <= TITLE_CHARACTERS ? title : title.substring(0, TITLE_CHARACTERS);
  }

  private static Optional<String> soleTopHeading(List<Block> blocks) {
    List<Heading> headings =
        blocks.stream().filter(Heading.class::isInstance).map(Heading.class::cast).toList();
    if (headings.isEmpty()) {
      return Optional.empty();
    }
    Heading first = headings.getFirst();
    boolean isSole = headings.stream().skip(1).noneMatch(it -> it.level() <= first.level());
    return isSole && blocks.getFirst() == first ? Optional.of(first.text()) : Optional.empty();
  }

  private static String ofName(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String bare = PlainWords.folded(dot > 0 ? last.substring(0, dot) : last);
    String words = bare.replace('_', ' ').strip();
    return words.isEmpty() ? "Document" : words;
  }
}
