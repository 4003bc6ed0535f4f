package io.oratio.standalone.shell;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// `./oratio live`: what happens now, as it happens.
final class LiveVerb implements Verb {
  @Override
  public String usage() {
    return """
    usage: ./oratio live [--json]     what happens now, until Ctrl-C; --json: an event a line
      [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words).atMost(0);
    try (Api api = desk.api(read)) {
      api.events(
          Ask.of("GET", "/api/live/events"),
          (name, data) -> {
            if (read.isJson()) {
              desk.screen().line(data.toString());
            } else if (!data.isMissingNode()) {
              desk.screen().line(name + "  " + told(data));
            }
          });
      return 0;
    }
  }

  private static String told(JsonNode data) {
    String text = data.toString();
    return text.length() > 300 ? text.substring(0, 299) + "…" : text;
  }
}
