package io.oratio.control.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is known of an agent beside the agent itself: where it is deployed, which versions were
/// published, and which of its numbers rest while it is not reached by phone.
///
/// @param deployments as the contract shows them
/// @param published the versions that callers reached, in order, the present one last; what was
///   rolled back stands no more
/// @param rolledBack versions that were published and taken back
/// @param resting patterns, trunks and versions of number rules, see [RestingNumber]
record AgentSheet(
    JsonNode deployments,
    List<Integer> published,
    List<Integer> rolledBack,
    List<RestingNumber> resting) {
  private static final int REMEMBERED_MAX = 200;

  AgentSheet {
    published = List.copyOf(published);
    rolledBack = List.copyOf(rolledBack);
    resting = List.copyOf(resting);
  }

  /// A number rule that is taken away for as long as the phone is switched off.
  record RestingNumber(
      String numberId, String pattern, Optional<String> trunkId, OptionalInt version) {}

  /// Of an agent of which nothing was ever said: its numbers reach it, the widget does not.
  static AgentSheet usual() {
    ObjectNode deployments = JsonMapper.shared().createObjectNode();
    deployments.putObject("widget").put("enabled", false);
    deployments.putObject("sip").put("enabled", true);
    return new AgentSheet(deployments, List.of(), List.of(), List.of());
  }

  boolean isSipEnabled() {
    return deployments.path("sip").path("enabled").booleanValue(true);
  }

  AgentSheet deployed(JsonNode others, List<RestingNumber> numbers) {
    return new AgentSheet(others, published, rolledBack, numbers);
  }

  /// Another version is published.
  ///
  /// @param before the one that was; it may have been published in another way
  AgentSheet publishing(OptionalInt before, int version) {
    List<Integer> all = new ArrayList<>(published);
    if (before.isPresent() && (all.isEmpty() || all.getLast() != before.getAsInt())) {
      all.add(before.getAsInt());
    }
    if (all.isEmpty() || all.getLast() != version) {
      all.add(version);
    }
    List<Integer> back = new ArrayList<>(rolledBack);
    back.remove(Integer.valueOf(version));
    return new AgentSheet(deployments, cut(all), back, resting);
  }

  /// An earlier version is published again instead of the present one.
  AgentSheet rollingBack(int from, int to) {
    List<Integer> all = new ArrayList<>(published);
    int at = all.lastIndexOf(to);
    all = at < 0 ? new ArrayList<>(List.of(to)) : new ArrayList<>(all.subList(0, at + 1));
    List<Integer> back = new ArrayList<>(rolledBack);
    back.remove(Integer.valueOf(to));
    if (from != to && !back.contains(from)) {
      back.add(from);
    }
    return new AgentSheet(deployments, all, cut(back), resting);
  }

  /// The version that callers reached before the present one.
  OptionalInt before(int present) {
    int at = published.lastIndexOf(present);
    for (int i = at < 0 ? published.size() - 1 : at - 1; i >= 0; i--) {
      if (published.get(i) != present) {
        return OptionalInt.of(published.get(i));
      }
    }
    return OptionalInt.empty();
  }

  /// In the contract's words.
  String stateOf(int version, OptionalInt present) {
    if (present.isPresent() && present.getAsInt() == version) {
      return "published";
    }
    if (rolledBack.contains(version)) {
      return "rolled_back";
    }
    boolean isOlder = present.isPresent() && version < present.getAsInt();
    return published.contains(version) || published.isEmpty() && isOlder ? "replaced" : "draft";
  }

  private static List<Integer> cut(List<Integer> all) {
    return all.subList(Math.max(0, all.size() - REMEMBERED_MAX), all.size());
  }

  String json() {
    ObjectNode out = JsonMapper.shared().createObjectNode();
    out.set("deployments", deployments);
    published.forEach(out.putArray("published")::add);
    rolledBack.forEach(out.putArray("rolledBack")::add);
    var numbers = out.putArray("resting");
    for (RestingNumber it : resting) {
      ObjectNode each = numbers.addObject();
      each.put("numberId", it.numberId()).put("pattern", it.pattern());
      it.trunkId().ifPresent(id -> each.put("trunkId", id));
      it.version().ifPresent(version -> each.put("version", version));
    }
    return out.toString();
  }

  static AgentSheet of(String json) {
    JsonNode tree = JsonMapper.shared().readTree(json);
    return new AgentSheet(
        tree.path("deployments"),
        tree.path("published").valueStream().map(JsonNode::intValue).toList(),
        tree.path("rolledBack").valueStream().map(JsonNode::intValue).toList(),
        tree.path("resting")
            .valueStream()
            .map(
                it ->
                    new RestingNumber(
                        it.path("numberId").stringValue(""),
                        it.path("pattern").stringValue(""),
                        it.path("trunkId").stringValueOpt(),
                        it.path("version").isInt()
                            ? OptionalInt.of(it.path("version").intValue())
                            : OptionalInt.empty()))
            .toList());
  }
}
