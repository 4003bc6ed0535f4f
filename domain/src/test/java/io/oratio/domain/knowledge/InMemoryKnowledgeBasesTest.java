package io.oratio.domain.knowledge;

class InMemoryKnowledgeBasesTest extends KnowledgeBasesContract {
  private final KnowledgeBases knowledgeBases = new InMemoryKnowledgeBases();

  @Override
  protected KnowledgeBases knowledgeBases() {
    return knowledgeBases;
  }
}
