package io.oratio.control.web.door;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.contract.Fault;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.contract.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what stands in the path, the query and the headers, and holds it against the contract.
/// Forms in the body are never mixed in, as the servlet's own parameters would be.
final class ParameterReader {
  private static final int QUERY_PAIRS_MAX = 100;

  private ParameterReader() {}

  /// The path's names, decoded.
  static Map<String, String> path(Map<String, String> raw) {
    Map<String, String> path = new LinkedHashMap<>();
    raw.forEach((name, value) -> path.put(name, decoded(value, false, "#/path/" + name)));
    return path;
  }

  /// The values of query and headers, with their types.
  ///
  /// @param path decoded
  /// @throws Refusal 400 with every one that does not fit
  static Map<String, JsonNode> values(
      Operation operation, HttpServletRequest request, Map<String, String> path) {
    Map<String, List<String>> query = query(request.getQueryString());
    Map<String, JsonNode> values = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      List<String> sent =
          switch (parameter.place()) {
            case PATH -> List.of(path.getOrDefault(parameter.name(), ""));
            case QUERY -> query.getOrDefault(parameter.name(), List.of());
            case HEADER -> Collections.list(request.getHeaders(parameter.name()));
            case COOKIE -> List.of();
          };
      String pointer =
          "#/" + parameter.place().name().toLowerCase(Locale.ROOT) + "/" + parameter.name();
      if (sent.isEmpty()) {
        if (parameter.isRequired()) {
          faults.add(new Fault(pointer, "is missing"));
        }
        continue;
      }
      Optional<JsonNode> value = parameter.value(sent);
      if (value.isEmpty()) {
        faults.add(new Fault(pointer, "is there more than once"));
        continue;
      }
      parameter.check().faults(value.get()).stream()
          .map(it -> new Fault(pointer + it.pointer(), it.sentence()))
          .forEach(faults::add);
      if (parameter.place() != Parameter.Place.PATH) {
        values.put(parameter.name(), value.get());
      }
    }
    if (!operation.rules().hasOpenQuery()) {
      query.keySet().stream()
          .filter(name -> !isKnown(operation, name))
          .limit(20)
          .map(name -> new Fault("#/query/" + cut(name), "is not known here"))
          .forEach(faults::add);
    }
    if (!faults.isEmpty()) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "A parameter does not fit the contract.")
          .at(faults);
    }
    return values;
  }

  /// The pairs of a query, decoded (the URL standard's application/x-www-form-urlencoded).
  static Map<String, List<String>> query(@Nullable String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    String[] pairs = raw.split("&", -1);
    if (pairs.length > QUERY_PAIRS_MAX) {
      throw Refusal.of(
          ErrorCode.REQUEST_INVALID, "The query has more than " + QUERY_PAIRS_MAX + " values.");
    }
    for (String pair : pairs) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true, "#/query");
      String value =
          equals < 0 ? "" : decoded(pair.substring(equals + 1), true, "#/query/" + cut(name));
      query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
    return query;
  }

  private static boolean isKnown(Operation operation, String name) {
    return operation.parameters().stream()
        .anyMatch(it -> it.place() == Parameter.Place.QUERY && it.name().equals(name));
  }

  private static String decoded(String raw, boolean isPlusSpace, String pointer) {
    byte[] bytes = new byte[raw.length() * 3];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw undecodable(pointer);
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c == '+' && isPlusSpace) {
        bytes[length++] = ' ';
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        throw undecodable(pointer);
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      if (!StrictJson.isStorable(text)) {
        throw undecodable(pointer);
      }
      return text;
    } catch (CharacterCodingException _) {
      throw undecodable(pointer);
    }
  }

  private static Refusal undecodable(String pointer) {
    return Refusal.of(ErrorCode.REQUEST_INVALID, "The address is not percent-encoded UTF-8.")
        .at(pointer, "is not percent-encoded UTF-8, or holds a character that is none");
  }

  private static String cut(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }
}
