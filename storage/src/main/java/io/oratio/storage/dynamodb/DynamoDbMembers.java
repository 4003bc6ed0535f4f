package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.Role;
import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Members in the table `members`. One item more a tenant counts its owners; it changes together
/// with a member who becomes one or ceases to be, and never to 0.
final class DynamoDbMembers implements Members {
  /// No user's id holds a `#`.
  private static final String OWNERS = "#owners";

  private static final int MOST_TRIES = 100;
  private static final Map<String, String> ROLE = Map.of("#role", "role");

  private final Table table;

  DynamoDbMembers(Table table) {
    this.table = table;
  }

  @Override
  public Change save(Member member) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      Optional<Member> before = find(member.tenantId(), member.userId());
      Together together = new Together(table.client());
      together.put(
          table,
          key(member.tenantId(), member.userId())
              .put("role", member.role().wireName())
              .put("createdAt", member.createdAt()),
          before.isPresent() ? "#role = :seen" : "attribute_not_exists(#role)",
          ROLE,
          before.map(DynamoDbMembers::seen).orElse(Map.of()));
      count(together, member.tenantId(), owners(Optional.of(member)) - owners(before));
      OptionalInt refused = together.write();
      if (refused.isEmpty()) {
        return new Change.Done(member);
      }
      if (refused.getAsInt() == 1) {
        return new Change.LastOwner();
      }
      Together.pause(tries);
    }
    throw tooBusy(member.tenantId());
  }

  @Override
  public Optional<Member> find(TenantId tenantId, String userId) {
    return table.find(key(tenantId, userId)).map(DynamoDbMembers::read);
  }

  @Override
  public List<Member> ofTenant(TenantId tenantId) {
    return table
        .of(tenantId)
        .filter(it -> !it.text("userId").equals(OWNERS))
        .map(DynamoDbMembers::read)
        .toList();
  }

  @Override
  public List<Member> ofUser(String userId) {
    return table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.OF_USER)
                .keyConditionExpression("userId = :userId")
                .expressionAttributeValues(Map.of(":userId", AttributeValue.fromS(userId)))
                .build())
        .map(DynamoDbMembers::read)
        .sorted(Comparator.comparing(it -> it.tenantId().value()))
        .toList();
  }

  @Override
  public Change remove(TenantId tenantId, String userId) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      Optional<Member> before = find(tenantId, userId);
      if (before.isEmpty()) {
        return new Change.Absent();
      }
      Together together = new Together(table.client());
      together.delete(
          table, key(tenantId, userId), "#role = :seen", ROLE, seen(before.orElseThrow()));
      count(together, tenantId, -owners(before));
      OptionalInt refused = together.write();
      if (refused.isEmpty()) {
        return new Change.Done(before.orElseThrow());
      }
      if (refused.getAsInt() == 1) {
        return new Change.LastOwner();
      }
      Together.pause(tries);
    }
    throw tooBusy(tenantId);
  }

  /// The count is the second write, so that what it refuses is known by its place.
  private void count(Together together, TenantId tenantId, int more) {
    if (more != 0) {
      together.update(
          table,
          key(tenantId, OWNERS),
          "ADD owners :more",
          more < 0 ? "owners > :one" : "",
          more < 0
              ? Map.of(":more", number(more), ":one", number(1))
              : Map.of(":more", number(more)));
    }
  }

  private static int owners(Optional<Member> member) {
    return member.filter(it -> it.role() == Role.OWNER).isPresent() ? 1 : 0;
  }

  private static Map<String, AttributeValue> seen(Member member) {
    return Map.of(":seen", AttributeValue.fromS(member.role().wireName()));
  }

  private static AttributeValue number(int value) {
    return AttributeValue.fromN(Integer.toString(value));
  }

  private static IllegalStateException tooBusy(TenantId tenantId) {
    return new IllegalStateException(
        "the members of tenant " + tenantId + " change too fast: try again");
  }

  private static Item key(TenantId tenantId, String userId) {
    return Item.of(tenantId).put("userId", userId);
  }

  private static Member read(Item item) {
    return new Member(
        item.tenantId(),
        item.text("userId"),
        Role.fromWire(item.text("role")),
        item.instant("createdAt"));
  }
}
