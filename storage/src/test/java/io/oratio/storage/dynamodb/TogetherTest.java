package io.oratio.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What DynamoDB answers to writes that meet another's; moto, which takes one request at a time,
/// never does.
class TogetherTest {
  private final Answering client = new Answering();

  @Test
  void areTriedAgainWhenTheyMeetAnothers() {
    client.refuse("None", "TransactionConflict");
    client.refuse("TransactionConflict", "None");
    assertThat(written()).isEmpty();
    assertThat(client.requests).isEqualTo(3);
  }

  @Test
  void tellWhoseConditionDidNotHold() {
    client.refuse("None", "ConditionalCheckFailed");
    assertThat(written()).hasValue(1);
    client.refuse("TransactionConflict", "ConditionalCheckFailed");
    assertThat(written()).hasValue(1);
    client.refuse("ConditionalCheckFailed", "ConditionalCheckFailed");
    assertThat(written()).hasValue(0);
    assertThat(client.requests).isEqualTo(3);
  }

  @Test
  void areNotTriedAgainWhenTheyNeverCanBeMade() {
    client.refuse("None", "ValidationError");
    assertThatThrownBy(this::written).isInstanceOf(TransactionCanceledException.class);
    assertThat(client.requests).isEqualTo(1);
  }

  @Test
  void areGivenUpWhenTheyMeetOthersAllTheTime() {
    for (int i = 0; i < 200; i++) {
      client.refuse("TransactionConflict", "None");
    }
    assertThatThrownBy(this::written).isInstanceOf(TransactionCanceledException.class);
    assertThat(client.requests).isEqualTo(100);
  }

  private OptionalInt written() {
    Table table = new Table(client, Tables.USERS, "test-");
    return new Together(client)
        .putNew(table, Item.empty().put("userId", "a"), "userId")
        .putNew(table, Item.empty().put("userId", "b"), "userId")
        .write();
  }

  /// Refuses as often as it was told to, then writes.
  private static final class Answering implements DynamoDbClient {
    private final Deque<List<String>> refusals = new ArrayDeque<>();
    private int requests;

    void refuse(String... codes) {
      refusals.add(Arrays.asList(codes));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      requests++;
      if (refusals.isEmpty()) {
        return TransactWriteItemsResponse.builder().build();
      }
      throw TransactionCanceledException.builder()
          .message("cancelled")
          .cancellationReasons(
              refusals.remove().stream()
                  .map(it -> CancellationReason.builder().code(it).build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
