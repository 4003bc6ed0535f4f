package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads web pages as a person would: no scripts, styles, menus and forms; headings, lists and
/// tables kept. Nothing a page refers to is fetched.
final class HtmlReader {
  private HtmlReader() {}

  /// @return the page's title, when it tells one
  static Optional<String> read(Path file, BlockCollector blocks) throws IOException {
    if (Files.size(file) > blocks.limits().markupBytes()) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "A page of more than "
              + (blocks.limits().markupBytes() >> 20)
              + " MiB is not read; split it into several.");
    }
    // The charset is the page's own business: a byte order mark, its <meta>, else UTF-8.
    Document page = Jsoup.parse(file, null);
    Optional<String> title = Optional.of(page.title()).filter(PlainWords::hasWords);
    read(page.body(), blocks);
    return title;
  }

  /// Reads a piece of HTML in another kind of document.
  static void readFragment(String html, BlockCollector blocks) {
    read(Jsoup.parseBodyFragment(html).body(), blocks);
  }

  private static void read(Element body, BlockCollector blocks) {
    HtmlWalk walk = new HtmlWalk(blocks);
    walk.walk(body);
  }

  /// Whether an element and all in it is left out.
  static boolean isLeftOut(Element element) {
    return switch (element.normalName()) {
      case "script",
          "style",
          "noscript",
          "template",
          "nav",
          "svg",
          "math",
          "iframe",
          "object",
          "canvas",
          "audio",
          "video",
          "select",
          "button",
          "input",
          "textarea",
          "dialog",
          "head",
          "map" ->
          true;
      default ->
          element.hasAttr("hidden")
              || element.attr("aria-hidden").equals("true")
              || isMenu(element.attr("role"))
              || isHiddenByStyle(element.attr("style"));
    };
  }

  private static boolean isMenu(String role) {
    return switch (role) {
      case "navigation", "menu", "menubar", "search", "dialog", "alertdialog" -> true;
      default -> false;
    };
  }

  private static boolean isHiddenByStyle(String style) {
    if (style.isEmpty()) {
      return false;
    }
    String folded = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return folded.contains("display:none") || folded.contains("visibility:hidden");
  }
}
