package io.oratio.storage.postgres;

import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeBasesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresKnowledgeBasesTest extends KnowledgeBasesContract {
  private final PostgresStorage storage;

  PostgresKnowledgeBasesTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected KnowledgeBases knowledgeBases() {
    return storage.knowledgeBases();
  }
}
