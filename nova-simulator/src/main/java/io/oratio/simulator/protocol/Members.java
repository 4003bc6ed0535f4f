package io.oratio.simulator.protocol;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The members of one JSON object of an event, asked for by name. What is missing, of the wrong
/// type or not known is an objection; a lenient judge then gets a harmless value.
final class Members {
  private final JsonNode node;
  private final String path;
  private final Objections objections;

  private Members(JsonNode node, String path, Objections objections) {
    this.node = node;
    this.path = path;
    this.objections = objections;
  }

  static Members of(JsonNode node, String path, Objections objections, String... known)
      throws Refusal {
    if (!node.isObject()) {
      throw new Refusal(Refusal.UNPARSABLE, path + " is not an object");
    }
    Members members = new Members(node, path, objections);
    Set<String> names = Set.of(known);
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        members.objectTo(name, "is not known");
      }
    }
    return members;
  }

  boolean has(String name) {
    return node.has(name);
  }

  JsonNode node(String name) {
    JsonNode value = node.get(name);
    return value == null ? MissingNode.getInstance() : value;
  }

  /// A member that must be an object; its own members must be among the known.
  Members object(String name, String... known) throws Refusal {
    JsonNode value = node(name);
    if (!value.isObject()) {
      throw new Refusal(Refusal.UNPARSABLE, path + "." + name + " is not an object");
    }
    return of(value, path + "." + name, objections, known);
  }

  /// A member that must be a string with something in it.
  String text(String name) throws Refusal {
    JsonNode value = node(name);
    if (!value.isString() || value.stringValue().isEmpty()) {
      objectTo(name, "is not a string with content");
      return "";
    }
    return value.stringValue();
  }

  /// A member that must be a string, even an empty one.
  String anyText(String name) throws Refusal {
    JsonNode value = node(name);
    if (!value.isString()) {
      objectTo(name, "is not a string");
      return "";
    }
    return value.stringValue();
  }

  boolean flag(String name) throws Refusal {
    JsonNode value = node(name);
    if (!value.isBoolean()) {
      objectTo(name, "is not true or false");
      return false;
    }
    return value.booleanValue();
  }

  /// A member that must be one whole number of a few.
  int oneOf(String name, int... allowed) throws Refusal {
    JsonNode value = node(name);
    if (value.isInt()) {
      for (int candidate : allowed) {
        if (value.intValue() == candidate) {
          return candidate;
        }
      }
    }
    objectTo(name, "has a value that is not supported");
    return allowed[0];
  }

  /// A member that must be exactly this string.
  void exactly(String name, String expected) throws Refusal {
    JsonNode value = node(name);
    if (!value.isString() || !value.stringValue().equals(expected)) {
      objectTo(name, "is not " + expected);
    }
  }

  /// A member that may be missing but else must be a number within bounds.
  void numberWithin(String name, double least, double most) throws Refusal {
    if (has(name)) {
      JsonNode value = node(name);
      if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
        objectTo(name, "is not a number from " + least + " to " + most);
      }
    }
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) throws Refusal {
    String value = anyText(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    objectTo(name, "has a value that is not supported");
    return otherwise;
  }

  void objectTo(String name, String complaint) throws Refusal {
    objections.raise(Refusal.UNPARSABLE, path + "." + name + " " + complaint);
  }
}
