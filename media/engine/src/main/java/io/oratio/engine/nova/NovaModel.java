package io.oratio.engine.nova;

/// What a model can do, as far as its id tells. Ids are configuration: newer models are treated
/// like Nova 2 Sonic, and only the first generation is told apart.
///
/// @param id as Bedrock names it, such as `amazon.nova-2-sonic-v1:0` or `amazon.nova-2-5-sonic`
record NovaModel(String id) {
  /// Whether text may be given to it in the middle of a conversation, and its turn taking tuned.
  boolean takesTextAndTuning() {
    return !id.startsWith("amazon.nova-sonic-v1");
  }
}
