package io.oratio.storage.dynamodb;

import io.oratio.domain.account.OneTimeToken;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One-time tokens in the table `one-time-tokens`. One that is redeemed is marked, not deleted: so
/// a request that the SDK repeats is known again. DynamoDB forgets it when it has expired.
final class DynamoDbOneTimeTokens implements OneTimeTokens {
  private final Table table;

  DynamoDbOneTimeTokens(Table table) {
    this.table = table;
  }

  @Override
  public void add(OneTimeToken token) {
    Item item =
        key(token.tokenHash())
            .put("purpose", token.purpose().wireName())
            .put("userId", token.userId())
            .put("expiresAt", token.expiresAt())
            .put(Tables.FORGET_AT, token.expiresAt().getEpochSecond() + 1);
    if (!table.putOnce(item, "tokenHash")) {
      throw new IllegalStateException("a one-time token of this hash is there already");
    }
  }

  @Override
  public Optional<OneTimeToken> redeem(
      Secret tokenHash, OneTimeToken.Purpose purpose, Instant now) {
    return table
        .updateOnce(
            key(tokenHash),
            "redeemedAt = :now",
            "attribute_not_exists(redeemedAt) AND purpose = :purpose AND expiresAt > :now",
            Map.of(
                ":now", AttributeValue.fromS(Item.time(now)),
                ":purpose", AttributeValue.fromS(purpose.wireName())))
        .map(DynamoDbOneTimeTokens::read);
  }

  @Override
  public void forgetExpired(Instant now) {
    // DynamoDB does so by itself.
  }

  private static Item key(Secret tokenHash) {
    return Item.empty().put("tokenHash", tokenHash.reveal());
  }

  private static OneTimeToken read(Item item) {
    return new OneTimeToken(
        new Secret(item.text("tokenHash")),
        OneTimeToken.Purpose.fromWire(item.text("purpose")),
        item.optionalText("userId"),
        item.instant("expiresAt"));
  }
}
