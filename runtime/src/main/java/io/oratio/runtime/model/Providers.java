package io.oratio.runtime.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.oratio.domain.trunk.Secret;
import io.oratio.runtime.model.ModelSettings.Model;
import io.oratio.runtime.model.ModelSettings.Patience;
import java.net.URI;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The one small factory: settings to LangChain4j's streaming model. None of them retries or logs.
final class Providers {
  /// For servers that ask for no key; the protocol's header needs a word.
  private static final String NO_KEY = "none";

  private Providers() {}

  static StreamingChatModel model(Model model, Patience patience) {
    return switch (model.provider()) {
      case OPENAI_COMPATIBLE -> openAi(model, patience);
      case OLLAMA -> ollama(model, patience);
      case BEDROCK -> bedrock(model, patience);
    };
  }

  private static StreamingChatModel openAi(Model model, Patience patience) {
    OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http(patience))
            .baseUrl(model.baseUrl())
            .apiKey(model.apiKey().map(Secret::reveal).orElse(NO_KEY))
            .modelName(model.name());
    model.temperature().ifPresent(builder::temperature);
    // OpenAI's newer models refuse the old name of the limit; most other servers know only that.
    return "api.openai.com".equals(URI.create(model.baseUrl()).getHost())
        ? builder.maxCompletionTokens(model.answerTokens()).build()
        : builder.maxTokens(model.answerTokens()).build();
  }

  private static StreamingChatModel ollama(Model model, Patience patience) {
    OllamaStreamingChatModel.OllamaStreamingChatModelBuilder builder =
        OllamaStreamingChatModel.builder();
    builder
        .httpClientBuilder(http(patience))
        .baseUrl(model.baseUrl())
        .modelName(model.name())
        .numPredict(model.answerTokens());
    model.temperature().ifPresent(builder::temperature);
    return builder.build();
  }

  private static StreamingChatModel bedrock(Model model, Patience patience) {
    DefaultChatRequestParameters.Builder<?> parameters =
        DefaultChatRequestParameters.builder().maxOutputTokens(model.answerTokens());
    model.temperature().ifPresent(parameters::temperature);
    ChatRequestParameters all = parameters.build();
    return BedrockStreamingChatModel.builder()
        .region(DefaultAwsRegionProviderChain.builder().build().getRegion())
        .modelId(model.name())
        .timeout(patience.total())
        .defaultRequestParameters(all)
        .build();
  }

  private static HttpClientBuilder http(Patience patience) {
    return ModelHttp.builder(patience.connect(), patience.firstToken());
  }
}
