package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.util.List;
import java.util.regex.Pattern;

/// Tells HTML, Markdown, CSV and plain text apart by what stands in them.
final class TextKind {
  private static final Pattern XML = Pattern.compile("\\s*<\\?xml\\b.*", Pattern.DOTALL);
  private static final Pattern DOCTYPE_HTML =
      Pattern.compile("<!doctype\\s+html\\b|<html[\\s>]", Pattern.CASE_INSENSITIVE);
  private static final Pattern HTML_START =
      Pattern.compile("<(!doctype\\s+html|html|head|body|title|meta)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSING_TAG =
      Pattern.compile(
          "</(p|div|h[1-6]|table|tr|td|th|ul|ol|li|span|a|section|article|body)\\s*>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DTD =
      Pattern.compile("<!(DOCTYPE(?!\\s+html\\b)|ENTITY)\\b", Pattern.CASE_INSENSITIVE);
  private static final List<Pattern> MARKDOWN =
      List.of(
          Pattern.compile("(?m)^ {0,3}#{1,6}[ \\t]+\\S"),
          Pattern.compile("(?m)^ {0,3}(```|~~~)"),
          Pattern.compile("(?m)^[ \\t]{0,9}\\|?[ \\t]{0,9}:?-{3,}:?[ \\t]{0,9}\\|[ \\t:|-]*$"),
          Pattern.compile("\\[[^\\]\\n]{1,200}\\]\\([^)\\s]{1,1000}\\)"),
          Pattern.compile("\\*\\*[^*\\s][^*\\n]{0,200}\\*\\*"));

  private TextKind() {}

  /// @param head the first characters
  /// @param name in lower case
  static DocumentKind of(String head, String name) {
    boolean isHtml = DOCTYPE_HTML.matcher(head).find();
    if (XML.matcher(head).matches() && !isHtml || head.stripLeading().startsWith("<!DOCTYPE ")) {
      if (DTD.matcher(head).find()) {
        throw new Refusal(
            Reason.UNSAFE, "It is an XML file with a document type of its own, which is not read.");
      }
      if (!isHtml) {
        throw new Refusal(Reason.UNSUPPORTED, "It is an XML file: save it as HTML, PDF or CSV.");
      }
    }
    boolean isMarkdown = isMarkdown(head);
    if (HTML_START.matcher(afterComments(head)).lookingAt() || XML.matcher(head).matches()) {
      return DocumentKind.HTML;
    }
    boolean isTagged = head.stripLeading().startsWith("<") && closingTags(head) >= 1;
    if (isTagged && (!isMarkdown || name.endsWith("html") || name.endsWith(".htm"))
        || closingTags(head) >= 1 && (name.endsWith(".html") || name.endsWith(".htm"))) {
      return DocumentKind.HTML;
    }
    if (isMarkdown) {
      return DocumentKind.MARKDOWN;
    }
    boolean isNamedCsv = name.endsWith(".csv") || name.endsWith(".tsv");
    if (Delimiter.sniff(head, isNamedCsv).isPresent()) {
      return DocumentKind.CSV;
    }
    return name.endsWith(".md") || name.endsWith(".markdown")
        ? DocumentKind.MARKDOWN
        : DocumentKind.TEXT;
  }

  private static String afterComments(String head) {
    String rest = head.stripLeading();
    while (rest.startsWith("<!--") && rest.contains("-->")) {
      rest = rest.substring(rest.indexOf("-->") + 3).stripLeading();
    }
    return rest;
  }

  private static boolean isMarkdown(String head) {
    return MARKDOWN.stream().anyMatch(it -> it.matcher(head).find());
  }

  private static long closingTags(String head) {
    return CLOSING_TAG.matcher(head).results().limit(3).count();
  }
}
