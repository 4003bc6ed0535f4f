package io.oratio.control.web.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A compiled schema of the contract, and what it finds said in sentences.
public final class Check {
  private static final int FAULTS_MAX = 20;

  private final Schema schema;
  private final JsonNode node;

  /// @param schema compiled
  /// @param node as it is written, references of its first level followed
  Check(Schema schema, JsonNode node) {
    this.schema = schema;
    this.node = node;
  }

  /// The schema as it is written.
  public JsonNode node() {
    return node;
  }

  /// What is wrong with the value, at most twenty things; nothing if it is as it should be.
  public List<Fault> faults(JsonNode value) {
    Set<Fault> faults = new LinkedHashSet<>();
    for (Error error : schema.validate(value)) {
      if (faults.size() == FAULTS_MAX) {
        break;
      }
      faults.add(fault(error));
    }
    return List.copyOf(faults);
  }

  private static Fault fault(Error error) {
    String place = error.getInstanceLocation().toString();
    String property = error.getProperty() == null ? "" : error.getProperty();
    return switch (error.getKeyword()) {
      case "required" -> new Fault(place + Fault.step(property), "is missing");
      case "additionalProperties", "unevaluatedProperties" ->
          new Fault(place + Fault.step(property), "is not known here", true);
      default -> new Fault(place, sentence(error));
    };
  }

  private static String sentence(Error error) {
    JsonNode limit = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "type" -> "has to be " + types(limit);
      case "enum" ->
          "has to be one of "
              + limit.valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
      case "const" -> "has to be " + limit;
      case "minLength" -> "is too short: at least " + limit + " characters";
      case "maxLength" -> "is too long: at most " + limit + " characters";
      case "minItems", "minProperties" -> "has too few: at least " + limit;
      case "maxItems", "maxProperties" -> "has too many: at most " + limit;
      case "minimum" -> "is too small: at least " + limit;
      case "maximum" -> "is too large: at most " + limit;
      case "exclusiveMinimum" -> "is too small: more than " + limit;
      case "exclusiveMaximum" -> "is too large: less than " + limit;
      case "uniqueItems" -> "holds the same twice";
      case "format" -> "is no " + limit.stringValue("");
      case "pattern" -> "does not match " + limit.stringValue("");
      case "oneOf", "anyOf" -> "is none of the kinds that are allowed here";
      case "not", "false" -> "is not allowed here";
      default -> "breaks the rule '" + error.getKeyword() + "'";
    };
  }

  private static String types(JsonNode types) {
    return (types.isArray() ? types.valueStream() : Stream.of(types))
        .map(
            it ->
                switch (it.stringValue("")) {
                  case "string" -> "a text";
                  case "integer" -> "a whole number";
                  case "number" -> "a number";
                  case "boolean" -> "true or false";
                  case "object" -> "an object";
                  case "array" -> "a list";
                  default -> it.stringValue("");
                })
        .collect(Collectors.joining(" or "));
  }
}
