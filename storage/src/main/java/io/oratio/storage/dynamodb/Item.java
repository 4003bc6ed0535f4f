package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item while it is written or read. What is empty has no attribute; reading minds no attribute
/// that it does not know. A time is ISO 8601 with six digits of a second, so that it sorts as text.
final class Item {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  static Item of(TenantId tenantId) {
    return new Item(new HashMap<>()).put("tenantId", tenantId.value());
  }

  static Item empty() {
    return new Item(new HashMap<>());
  }

  static Item from(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  Item put(String name, String value) {
    attributes.put(name, AttributeValue.fromS(value));
    return this;
  }

  Item put(String name, Optional<String> value) {
    value.ifPresent(it -> put(name, it));
    return this;
  }

  Item put(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  Item put(String name, OptionalInt value) {
    value.ifPresent(it -> put(name, it));
    return this;
  }

  Item put(String name, boolean value) {
    attributes.put(name, AttributeValue.fromBool(value));
    return this;
  }

  Item put(String name, Instant value) {
    return put(name, time(value));
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }

  TenantId tenantId() {
    return new TenantId(text("tenantId"));
  }

  String text(String name) {
    return optionalText(name).orElse("");
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  int integer(String name) {
    return optionalInteger(name).orElse(0);
  }

  OptionalInt optionalInteger(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).stream()
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  long longInteger(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).stream()
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  boolean flag(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::bool).orElse(false);
  }

  Instant instant(String name) {
    return optionalInstant(name).orElse(Instant.EPOCH);
  }

  Optional<Instant> optionalInstant(String name) {
    return optionalText(name).map(Instant::parse);
  }
}
