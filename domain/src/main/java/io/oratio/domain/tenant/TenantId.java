package io.oratio.domain.tenant;

import java.util.regex.Pattern;

/// The customer a record belongs to: 1 to 64 of `a-z A-Z 0-9 _ -`. It is taken from what
/// authenticated a request, never from the request's own words.
public record TenantId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  public TenantId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("a tenant id is 1 to 64 letters, digits, '_' or '-'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
