package io.oratio.runtime.knowledge.bedrock;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.KnowledgeBaseRetrievalResult;

/// Asks the knowledge bases at Amazon. While one cannot be asked, nothing is found: the agent says
/// that it does not know.
public final class BedrockKnowledge implements Knowledge {
  private static final Logger log = LoggerFactory.getLogger(BedrockKnowledge.class);

  /// What Retrieve takes at most.
  private static final int QUESTION_CHARS_MAX = 1_000;

  private static final String PAGE = "x-amz-bedrock-kb-document-page-number";
  private final BedrockAgentRuntimeClient client;
  private final KnowledgeBases bases;
  private final BedrockSettings settings;

  public BedrockKnowledge(
      BedrockAgentRuntimeClient client, KnowledgeBases bases, BedrockSettings settings) {
    this.client = client;
    this.bases = bases;
    this.settings = settings;
  }

  @Override
  public Found search(
      TenantId tenantId, String agentId, int agentVersion, String question, int limit) {
    Optional<String> id =
        bases
            .find(tenantId, KnowledgeBase.idOf(agentId, agentVersion))
            .filter(it -> it.status() == KnowledgeStatus.READY)
            .flatMap(KnowledgeBase::bedrockKnowledgeBaseId);
    if (id.isEmpty() || question.isBlank()) {
      return Found.NOTHING;
    }
    String asked = question.substring(0, Math.min(question.length(), QUESTION_CHARS_MAX));
    try {
      List<Passage> passages =
          client
              .retrieve(
                  it ->
                      it.knowledgeBaseId(id.get())
                          .retrievalQuery(of -> of.text(asked))
                          .retrievalConfiguration(
                              of -> of.vectorSearchConfiguration(as -> as.numberOfResults(limit))))
              .retrievalResults()
              .stream()
              .map(BedrockKnowledge::passage)
              .limit(limit)
              .toList();
      return new Found(
          passages, !passages.isEmpty() && passages.getFirst().score() >= settings.bar());
    } catch (SdkException e) {
      log.warn("the knowledge base of {} cannot be asked: {}", agentId, e.toString());
      return Found.NOTHING;
    }
  }

  private static Passage passage(KnowledgeBaseRetrievalResult result) {
    String uri =
        result.location() == null || result.location().s3Location() == null
            ? ""
            : result.location().s3Location().uri();
    // s3://bucket/user/agent/version/path: what comes after the version is the document's path.
    String[] parts = uri.replaceFirst("^s3://", "").split("/", 5);
    String path = parts.length == 5 ? parts[4] : uri;
    Document page = result.metadata().get(PAGE);
    String place = page != null && page.isNumber() ? "page " + page.asNumber().intValue() : "";
    String text = result.content() == null ? "" : result.content().text();
    double score = result.score() == null ? 0 : Math.clamp(result.score(), 0.0, 1.0);
    return new Passage(path, path.substring(path.lastIndexOf('/') + 1), place, text, score);
  }
}
