package io.oratio.control.web;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A part of a list, as every list of the API is answered: `{"data": […], "nextCursor": "…"}`.
public final class Page {
  /// How many records a page has when nobody says.
  public static final int USUAL_LIMIT = 50;

  private Page() {}

  /// How many records the request wants at most.
  public static int limit(Request request) {
    return request.number("limit").orElse(USUAL_LIMIT);
  }

  /// A page of what was read.
  ///
  /// @param found up to one more than the limit: whether there is more is told by that one
  /// @param write a record as JSON
  /// @param cursor where the list goes on after a record
  public static <T> Answer of(
      List<T> found, int limit, Function<T, ? extends JsonNode> write, Function<T, Cursor> cursor) {
    List<T> data = found.subList(0, Math.min(limit, found.size()));
    Json page = Json.object().with("data", Json.list(data, write));
    if (found.size() > limit && !data.isEmpty()) {
      page.with("nextCursor", cursor.apply(data.getLast()).text());
    }
    return Answer.ok(page.node());
  }
}
