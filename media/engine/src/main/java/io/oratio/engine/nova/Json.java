package io.oratio.engine.nova;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON read and written as a stream of tokens, within limits: no trees.
final class Json {
  private static final int NESTING_MAX = 64;
  private static final int STRING_MAX_CHARS = 8_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX)
                  .maxStringLength(STRING_MAX_CHARS)
                  .build())
          .build();

  private Json() {}

  /// Writes one value.
  static byte[] write(Consumer<JsonGenerator> value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      value.accept(json);
    }
    return bytes.toByteArray();
  }

  static JsonParser parser(byte[] json) {
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  static JsonParser parser(String json) {
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  /// The text itself if it is a JSON object, else an object that holds it under this name.
  static String object(String text, String name) {
    String trimmed = text.strip();
    return switch (kindOf(trimmed)) {
      case OBJECT -> trimmed;
      case OTHER -> "{\"" + name + "\":" + trimmed + "}";
      case NONE -> wrap(name, text);
    };
  }

  static boolean isObject(String text) {
    return kindOf(text) == Kind.OBJECT;
  }

  /// The string or scalar of a top-level member, or blank.
  static String member(String json, String name) {
    try (JsonParser parser = parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      for (String member = parser.nextName(); member != null; member = parser.nextName()) {
        parser.nextToken();
        if (member.equals(name)) {
          String value = parser.getValueAsString();
          return value == null ? "" : value;
        }
        parser.skipChildren();
      }
      return "";
    } catch (JacksonException _) {
      return "";
    }
  }

  private static String wrap(String name, String text) {
    return new String(
        write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty(name, text);
              json.writeEndObject();
            }),
        UTF_8);
  }

  private static Kind kindOf(String text) {
    try (JsonParser parser = parser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Kind.NONE;
      }
      parser.skipChildren();
      if (parser.currentToken() == null || parser.nextToken() != null) {
        return Kind.NONE;
      }
      return first == JsonToken.START_OBJECT ? Kind.OBJECT : Kind.OTHER;
    } catch (JacksonException _) {
      return Kind.NONE;
    }
  }

  private enum Kind {
    OBJECT,
    OTHER,
    NONE
  }
}
