package io.oratio.control.telephony;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.MergePatch;
import io.oratio.control.web.Refusal;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.tenant.TenantId;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A number rule as JSON, in and out. What a schema can say has been checked before.
final class NumberForm {
  /// ITU-T E.164 §6.2.1: a country code and at most fifteen digits in all; or the beginning of one.
  private static final Pattern E164 =
      Pattern.compile("\\+([1-9][0-9]{2,14}|[1-9][0-9]{0,14}\\*|\\*)");

  private NumberForm() {}

  static ObjectNode write(NumberRule rule) {
    return Json.object()
        .with("numberId", rule.numberId())
        .with("pattern", rule.pattern())
        .with("trunkId", rule.trunkId())
        .with("agentId", rule.agentId())
        .with("version", rule.version())
        .node();
  }

  /// @throws Refusal 422 if it cannot be
  static NumberRule read(TenantId tenantId, String numberId, JsonNode form) {
    String pattern = form.path("pattern").stringValue("");
    if (pattern.startsWith("+") && !E164.matcher(pattern).matches()) {
      throw Refusal.of(ErrorCode.VALIDATION_FAILED, "The number rule cannot be so.")
          .at("/pattern", "begins with '+' and is no E.164 number, nor the beginning of one");
    }
    try {
      return new NumberRule(
          tenantId,
          numberId,
          pattern,
          form.path("trunkId").stringValueOpt(),
          form.path("agentId").stringValue(""),
          form.has("version")
              ? OptionalInt.of(form.path("version").intValue(0))
              : OptionalInt.empty());
    } catch (IllegalArgumentException e) {
      // The record's own words say what is wrong with it.
      throw Refusal.of(ErrorCode.VALIDATION_FAILED, "The number rule cannot be so.")
          .at("", e.getMessage());
    }
  }

  /// @throws Refusal 422 if it cannot be
  static NumberRule patched(NumberRule rule, JsonNode patch) {
    return read(rule.tenantId(), rule.numberId(), MergePatch.apply(write(rule), patch));
  }
}
