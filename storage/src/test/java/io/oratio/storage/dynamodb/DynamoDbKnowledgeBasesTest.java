package io.oratio.storage.dynamodb;

import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeBasesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbKnowledgeBasesTest extends KnowledgeBasesContract {
  private final Moto.Running moto;

  DynamoDbKnowledgeBasesTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected KnowledgeBases knowledgeBases() {
    return moto.storage().knowledgeBases();
  }
}
