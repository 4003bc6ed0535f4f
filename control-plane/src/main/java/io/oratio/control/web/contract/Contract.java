package io.oratio.control.web.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The contract: every operation there is, found by method and path.
public final class Contract {
  private static final String FILE = "control-plane.openapi.yaml";

  private final String text;
  private final JsonNode document;
  private final Schemas schemas;
  private final List<Operation> operations;
  private final Map<String, Operation> byId = new LinkedHashMap<>();

  private Contract(String text, JsonNode document, Schemas schemas, List<Operation> operations) {
    this.text = text;
    this.document = document;
    this.schemas = schemas;
    this.operations =
        operations.stream()
            .sorted(Comparator.comparing(Operation::path, PathTemplate.MOST_SPECIFIC_FIRST))
            .toList();
    for (Operation operation : operations) {
      if (byId.put(operation.operationId(), operation) != null) {
        throw new IllegalStateException(operation.operationId() + " is there twice");
      }
    }
  }

  /// What a method and a path come to.
  public sealed interface Match {
    /// An operation.
    ///
    /// @param path what stands where the path has names, still encoded
    record Found(Operation operation, Map<String, String> path) implements Match {}

    /// A path of the contract, but no such method on it.
    record WrongMethod(Set<String> allowed) implements Match {}

    /// No path of the contract.
    record Nowhere() implements Match {}
  }

  /// The project's own contract, from the class path.
  public static Contract standard() {
    try (InputStream in = Contract.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not among the resources");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A contract from its text.
  ///
  /// @throws IllegalStateException if something is missing that the door needs
  public static Contract of(String yaml) {
    JsonNode document = new YAMLMapper().readTree(yaml);
    ContractReader reader = new ContractReader(document);
    return new Contract(yaml, document, reader.schemas(), reader.operations());
  }

  /// As it is written.
  public String text() {
    return text;
  }

  /// The words of an `enum` somewhere in the document.
  ///
  /// @param pointer a JSON Pointer to the schema
  public List<String> enumAt(String pointer) {
    return ContractReader.enumOf(document, pointer);
  }

  /// What a reference stands for; the node itself if it is none.
  public JsonNode resolved(JsonNode written) {
    return schemas.resolved(written);
  }

  /// Compiles a schema of the document, for whoever wants to try a value on a part of it.
  public Check check(JsonNode written) {
    return schemas.check(written);
  }

  /// All operations.
  public List<Operation> operations() {
    return operations;
  }

  /// The operation of this id.
  public Optional<Operation> operation(String operationId) {
    return Optional.ofNullable(byId.get(operationId));
  }

  /// Every operation at a path, whatever its method.
  public List<Operation> at(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return List.of();
    }
    List<String> segments = PathTemplate.segments(rawPath);
    return operations.stream().filter(it -> it.path().match(segments).isPresent()).toList();
  }

  /// Looks a request up. `HEAD` finds the `GET` (RFC 9110 §9.3.2).
  ///
  /// @param method as sent
  /// @param rawPath as sent: not decoded, without the query
  public Match match(String method, String rawPath) {
    if (!rawPath.startsWith("/")) {
      return new Match.Nowhere();
    }
    String wanted = method.equals("HEAD") ? "GET" : method;
    List<String> segments = PathTemplate.segments(rawPath);
    Set<String> allowed = new TreeSet<>();
    String firstPath = "";
    for (Operation operation : operations) {
      // The most specific path decides, whatever methods less specific ones have.
      if (!firstPath.isEmpty() && !firstPath.equals(operation.path().text())) {
        break;
      }
      Optional<Map<String, String>> found = operation.path().match(segments);
      if (found.isPresent()) {
        if (operation.method().equals(wanted)) {
          return new Match.Found(operation, found.get());
        }
        firstPath = operation.path().text();
        allowed.add(operation.method());
      }
    }
    if (allowed.isEmpty()) {
      return new Match.Nowhere();
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new Match.WrongMethod(allowed);
  }
}
