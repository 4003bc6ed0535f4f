package io.oratio.control.telephony;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.MergePatch;
import io.oratio.control.web.Refusal;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunk.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A trunk as JSON, in and out. What a schema can say has been checked before.
final class TrunkForm {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final List<String> USUAL_CODECS = List.of("PCMU", "PCMA");

  private TrunkForm() {}

  /// What everybody may see of it: that it has a password, not which.
  static ObjectNode write(Trunk trunk) {
    return Json.object()
        .with("trunkId", trunk.trunkId())
        .with("passwordSet", trunk.credentials().isPresent())
        .with("name", trunk.name())
        .with("host", trunk.host())
        .with("port", trunk.port())
        .with("transport", trunk.transport().name().toLowerCase(Locale.ROOT))
        .with("username", trunk.credentials().map(Credentials::username))
        .with("realm", trunk.credentials().map(Credentials::realm).filter(it -> !it.isEmpty()))
        .with(
            "allowedSources",
            Json.texts(trunk.allowedSources().stream().map(Cidr::toString).toList()))
        .with("codecs", Json.texts(trunk.codecs()))
        .with("mediaFromAnywhere", trunk.mediaFromAnywhere())
        .with("callerId", trunk.callerId())
        .with("country", trunk.country())
        .with("maxCalls", trunk.maxCalls())
        .with("maxCallsPerSecond", trunk.maxCallsPerSecond())
        .node();
  }

  /// A new one.
  ///
  /// @throws Refusal 422 if it cannot be
  static Trunk read(TenantId tenantId, String trunkId, JsonNode body, AddressTrust trust) {
    return read(tenantId, trunkId, body, credentials(body, body, Optional.empty()), trust);
  }

  /// The trunk as a patch makes it. The password stays unless the patch names it, or takes the user
  /// away to whom it belongs.
  ///
  /// @throws Refusal 422 if it cannot be
  static Trunk patched(Trunk trunk, JsonNode patch, AddressTrust trust) {
    JsonNode form = MergePatch.apply(write(trunk), patch);
    Optional<Secret> kept =
        patch.has("password") ? Optional.empty() : trunk.credentials().map(Credentials::password);
    return read(trunk.tenantId(), trunk.trunkId(), form, credentials(form, patch, kept), trust);
  }

  private static Trunk read(
      TenantId tenantId,
      String trunkId,
      JsonNode form,
      Optional<Credentials> credentials,
      AddressTrust trust) {
    List<Cidr> sources =
        sources(
            form.path("allowedSources"),
            it -> credentials.isPresent() ? Optional.empty() : trust.obstacle(tenantId, it));
    if (sources.isEmpty() && credentials.isEmpty()) {
      throw refusal(
          "/allowedSources",
          "is empty, and there is no username with password: nobody could be known by it");
    }
    try {
      return new Trunk(
          tenantId,
          trunkId,
          form.path("name").stringValue(""),
          text(form, "host"),
          form.path("port").intValue(5060),
          Trunk.Transport.valueOf(
              form.path("transport").stringValue("udp").toUpperCase(Locale.ROOT)),
          credentials,
          sources,
          codecs(form.path("codecs")),
          form.path("mediaFromAnywhere").booleanValue(false),
          form.path("maxCalls").intValue(100),
          form.path("maxCallsPerSecond").intValue(10),
          text(form, "callerId"),
          country(form));
    } catch (IllegalArgumentException e) {
      // The record's own words say what is wrong with it; they name no secret.
      throw refusal("", e.getMessage());
    }
  }

  /// @param form the trunk as it is to be
  /// @param said what this request says of it
  /// @param kept the password that stays
  private static Optional<Credentials> credentials(
      JsonNode form, JsonNode said, Optional<Secret> kept) {
    Optional<String> username = text(form, "username");
    if (username.isEmpty()) {
      for (String member : List.of("password", "realm")) {
        if (text(said, member).isPresent()) {
          throw refusal("/" + member, "goes with a username, and there is none");
        }
      }
      return Optional.empty();
    }
    Secret password =
        text(form, "password")
            .map(Secret::new)
            .or(() -> kept)
            .orElseThrow(() -> refusal("/password", "goes with the username, and there is none"));
    try {
      return Optional.of(new Credentials(username.get(), password, text(form, "realm").orElse("")));
    } catch (IllegalArgumentException _) {
      throw refusal("/username", "or the password or realm is blank or too long");
    }
  }

  private static List<Cidr> sources(JsonNode list, Function<Cidr, Optional<String>> obstacles) {
    List<Cidr> sources = new ArrayList<>();
    for (JsonNode element : list) {
      String pointer = "/allowedSources/" + sources.size();
      Cidr range;
      try {
        range = Cidr.parse(element.stringValue(""));
      } catch (IllegalArgumentException _) {
        throw refusal(pointer, "is neither an address nor a range of addresses (CIDR)");
      }
      Optional<String> obstacle = obstacles.apply(range);
      if (obstacle.isPresent()) {
        throw refusal(pointer, obstacle.get());
      }
      sources.add(range);
    }
    return sources;
  }

  private static List<String> codecs(JsonNode list) {
    return list.isMissingNode()
        ? USUAL_CODECS
        : list.valueStream().map(it -> it.stringValue("")).toList();
  }

  private static Optional<String> country(JsonNode form) {
    Optional<String> country = text(form, "country");
    if (country.filter(it -> !COUNTRIES.contains(it)).isPresent()) {
      throw refusal("/country", "is not a country of ISO 3166-1");
    }
    return country;
  }

  private static Optional<String> text(JsonNode form, String member) {
    return form.path(member).stringValueOpt();
  }

  private static Refusal refusal(String pointer, String sentence) {
    return Refusal.of(ErrorCode.VALIDATION_FAILED, "The trunk cannot be so.").at(pointer, sentence);
  }
}
