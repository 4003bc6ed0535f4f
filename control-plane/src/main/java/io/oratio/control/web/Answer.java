package io.oratio.control.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What an endpoint answers. Immutable; the `with…` methods make another one.
public record Answer(int status, List<Header> headers, Body body) {
  public Answer {
    headers = List.copyOf(headers);
  }

  /// A header line. The same name may come more than once (`Set-Cookie`).
  public record Header(String name, String value) {}

  /// What follows the headers.
  public sealed interface Body {
    /// Nothing.
    record Empty() implements Body {}

    /// JSON.
    record Tree(JsonNode json) implements Body {}

    /// A text.
    record Text(String mediaType, String text) implements Body {}

    /// Bytes of known length, which may be asked for in parts (RFC 9110 §14).
    record Bytes(String mediaType, long length, Source source) implements Body {}

    /// Bytes that are made as they are sent.
    record Written(String mediaType, Writing writing) implements Body {}

    /// Server-sent events, until the stream ends or the reader is gone.
    record Events(EventStream stream) implements Body {}
  }

  /// Bytes from somewhere.
  @FunctionalInterface
  public interface Source {
    /// Opens them at a place.
    ///
    /// @param from the first byte
    /// @param count how many
    InputStream open(long from, long count) throws IOException;
  }

  /// Writes bytes to whoever asked.
  @FunctionalInterface
  public interface Writing {
    void write(OutputStream out) throws IOException;
  }

  /// 200 with JSON.
  public static Answer ok(JsonNode json) {
    return of(200, json);
  }

  /// 201 with JSON, and where the new thing is.
  public static Answer created(String location, JsonNode json) {
    return of(201, json).with("Location", location);
  }

  /// 202 with JSON: it will be done.
  public static Answer accepted(JsonNode json) {
    return of(202, json);
  }

  /// 204.
  public static Answer nothing() {
    return new Answer(204, List.of(), new Body.Empty());
  }

  /// A status with JSON.
  public static Answer of(int status, JsonNode json) {
    return new Answer(status, List.of(), new Body.Tree(json));
  }

  /// 200 with a text.
  ///
  /// @param mediaType with its charset, if it is not UTF-8 anyway
  public static Answer text(String mediaType, String text) {
    return new Answer(200, List.of(), new Body.Text(mediaType, text));
  }

  /// 200 with bytes, or 206 or 416 as the request's `Range` asks.
  public static Answer bytes(String mediaType, long length, Source source) {
    return new Answer(200, List.of(), new Body.Bytes(mediaType, length, source));
  }

  /// 200 with bytes whose number is not known yet.
  public static Answer written(String mediaType, Writing writing) {
    return new Answer(200, List.of(), new Body.Written(mediaType, writing));
  }

  /// 200 with server-sent events.
  public static Answer events(EventStream stream) {
    return new Answer(200, List.of(), new Body.Events(stream));
  }

  /// The same with one more header.
  public Answer with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Answer(status, more, body);
  }

  /// The same with its version, to be sent back in `If-Match`.
  public Answer with(Etag etag) {
    return with("ETag", etag.text());
  }
}
