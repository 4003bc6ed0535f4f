package io.oratio.storage.dynamodb;

import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Invitation;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Role;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Invitations in the table `invitations`.
final class DynamoDbInvitations implements Invitations {
  private final Table table;

  DynamoDbInvitations(Table table) {
    this.table = table;
  }

  @Override
  public void add(Invitation invitation) {
    Item item =
        key(invitation.tenantId(), invitation.invitationId())
            .put("email", invitation.email().reveal())
            .put("role", invitation.role().wireName())
            .put("tokenHash", invitation.tokenHash().reveal())
            .put("invitedBy", invitation.invitedBy())
            .put("createdAt", invitation.createdAt())
            .put("expiresAt", invitation.expiresAt());
    invitation.acceptedAt().ifPresent(it -> item.put("acceptedAt", it));
    if (!table.putOnce(item, "invitationId")) {
      throw new IllegalStateException(
          "invitation " + invitation.invitationId() + " is there already");
    }
  }

  @Override
  public List<Invitation> list(TenantId tenantId) {
    return table.of(tenantId).map(DynamoDbInvitations::read).toList();
  }

  @Override
  public Optional<Invitation> byTokenHash(Secret tokenHash) {
    return table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.BY_TOKEN)
                .keyConditionExpression("tokenHash = :tokenHash")
                .expressionAttributeValues(
                    Map.of(":tokenHash", AttributeValue.fromS(tokenHash.reveal())))
                .limit(1)
                .build())
        .map(DynamoDbInvitations::read)
        .findFirst();
  }

  @Override
  public Optional<Invitation> accept(TenantId tenantId, String invitationId, Instant now) {
    return table
        .updateOnce(
            key(tenantId, invitationId),
            "acceptedAt = :now",
            "attribute_exists(invitationId) AND attribute_not_exists(acceptedAt)"
                + " AND expiresAt > :now",
            Map.of(":now", AttributeValue.fromS(Item.time(now))))
        .map(DynamoDbInvitations::read);
  }

  @Override
  public void remove(TenantId tenantId, String invitationId) {
    table.delete(key(tenantId, invitationId));
  }

  private static Item key(TenantId tenantId, String invitationId) {
    return Item.of(tenantId).put("invitationId", invitationId);
  }

  private static Invitation read(Item item) {
    return new Invitation(
        item.tenantId(),
        item.text("invitationId"),
        new EmailAddress(item.text("email")),
        Role.fromWire(item.text("role")),
        new Secret(item.text("tokenHash")),
        item.text("invitedBy"),
        item.instant("createdAt"),
        item.instant("expiresAt"),
        item.optionalInstant("acceptedAt"));
  }
}
