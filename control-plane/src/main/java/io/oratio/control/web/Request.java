package io.oratio.control.web;

import io.oratio.control.web.contract.Operation;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// A request that the door has let in: its caller may do this, and its parameters and body are what
/// the contract says. An endpoint need not check again what a schema can say.
public final class Request {
  private final Operation operation;
  private final Arrival arrival;
  private final Caller caller;
  private final Map<String, String> path;
  private final Map<String, JsonNode> values;
  private final Content content;
  private final BooleanSupplier standing;

  /// How it came in.
  ///
  /// @param requestId for the log, the answer and whoever is asked for help
  /// @param address where it came from
  /// @param cookies by name; not printed
  /// @param accept the media types that are wanted, as sent (RFC 9110 §12.5.1)
  public record Arrival(
      String requestId,
      String address,
      Optional<String> userAgent,
      Map<String, String> cookies,
      Optional<String> accept) {
    public Arrival {
      cookies = Map.copyOf(cookies);
    }

    /// One that brought no cookies and wants anything.
    public Arrival(String requestId, String address, Optional<String> userAgent) {
      this(requestId, address, userAgent, Map.of(), Optional.empty());
    }

    @Override
    public String toString() {
      return "Arrival[" + requestId + "]";
    }
  }

  /// What it brought.
  ///
  /// @param json the body, or for a form its parts that are no files as one object; missing if none
  /// @param uploads the files of a form
  /// @param digest SHA-256 of the body's bytes in hexadecimal, to tell a repeat from another
  ///   request
  public record Content(JsonNode json, List<Upload> uploads, String digest) {
    public Content {
      uploads = List.copyOf(uploads);
    }
  }

  /// @param path the path's names, decoded
  /// @param values the parameters of query and headers (in lower case) that were sent, with their
  ///   types
  /// @param standing whether the caller would be let in now; see [#isStillAdmitted]
  public Request(
      Operation operation,
      Arrival arrival,
      Caller caller,
      Map<String, String> path,
      Map<String, JsonNode> values,
      Content content,
      BooleanSupplier standing) {
    this.operation = operation;
    this.arrival = arrival;
    this.caller = caller;
    this.path = Map.copyOf(path);
    this.values = Map.copyOf(values);
    this.content = content;
    this.standing = standing;
  }

  public Operation operation() {
    return operation;
  }

  public Arrival arrival() {
    return arrival;
  }

  public String requestId() {
    return arrival.requestId();
  }

  public Caller caller() {
    return caller;
  }

  /// A cookie, for an endpoint that has set it itself. Who the caller is has been found out
  /// already.
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(arrival.cookies().get(name));
  }

  /// Whose records this is about.
  ///
  /// @throws IllegalStateException on an operation that anybody may use: there may be no tenant
  public TenantId tenantId() {
    return switch (caller) {
      case Caller.Known known -> known.tenantId();
      case Caller.Nobody _ ->
          throw new IllegalStateException(operation + " is open: nobody's tenant");
    };
  }

  /// The person who asks.
  ///
  /// @throws Refusal 403 if a program asks
  public Caller.Person person() {
    return switch (caller) {
      case Caller.Person person -> person;
      case Caller.Key _, Caller.Visitor _, Caller.Nobody _ ->
          throw Refusal.of(ErrorCode.FORBIDDEN, "Only a person who is logged in can do this.");
    };
  }

  /// Who asks, as a record or the audit log names it: `user/{id}`, `key/{id}`, `visitor/{id}` or
  /// `nobody`.
  public String actor() {
    return switch (caller) {
      case Caller.Person person -> "user/" + person.userId();
      case Caller.Key key -> "key/" + key.keyId();
      case Caller.Visitor visitor -> "visitor/" + visitor.visitId();
      case Caller.Nobody _ -> "nobody";
    };
  }

  /// Whether the same caller would be let in now, with what they showed then: false once their key
  /// is revoked, their login over, their token expired or their role too low. For what lasts longer
  /// than an answer. May block.
  ///
  /// @throws RuntimeException if nobody can say so at the moment
  public boolean isStillAdmitted() {
    return standing.getAsBoolean();
  }

  /// What stands in the path where it has this name.
  ///
  /// @throws IllegalStateException if the contract has no such name there
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException(operation + " has no {" + name + "} in its path");
    }
    return value;
  }

  /// A parameter of the query, or a header by its name in lower case.
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(Request::plain);
  }

  /// A parameter that is a whole number.
  public OptionalInt number(String name) {
    JsonNode value = values.get(name);
    return value != null && value.canConvertToInt()
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }

  /// A parameter that is true or false; false if it was not sent.
  public boolean flag(String name) {
    JsonNode value = values.get(name);
    return value != null && value.booleanValue(false);
  }

  /// A parameter that may be given several times.
  public List<String> texts(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      return List.of();
    }
    return value.isArray()
        ? value.valueStream().map(Request::plain).toList()
        : List.of(plain(value));
  }

  /// The body; a missing node if there is none.
  public JsonNode body() {
    return content.json();
  }

  /// The files of a form; the body itself, as the only one, if it is neither JSON nor a form.
  public List<Upload> uploads() {
    return content.uploads();
  }

  /// SHA-256 of the body's bytes in hexadecimal.
  public String digest() {
    return content.digest();
  }

  private static String plain(JsonNode node) {
    return node.isString() ? node.stringValue() : node.toString();
  }
}
