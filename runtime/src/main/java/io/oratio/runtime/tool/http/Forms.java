package io.oratio.runtime.tool.http;

import io.oratio.runtime.tool.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Bodies of the type `application/x-www-form-urlencoded` (WHATWG URL §5.2).
public final class Forms {
  private Forms() {}

  /// The members of a flat object; an array stands once for each of its elements.
  public static String encoded(JsonNode body) throws ToolFailure {
    var pairs = new ArrayList<String>();
    for (var member : body.properties()) {
      var value = member.getValue();
      for (var element : value.isArray() ? value.values() : List.of(value)) {
        pairs.add(
            Percent.encoded(member.getKey())
                + "="
                + Percent.encoded(Filling.text(member.getKey(), element)));
      }
    }
    return String.join("&", pairs);
  }
}
