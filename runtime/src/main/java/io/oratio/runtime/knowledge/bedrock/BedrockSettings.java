package io.oratio.runtime.knowledge.bedrock;

/// What the operator prepares at AWS for all knowledge bases.
///
/// @param roleArn what Bedrock acts as: may read the bucket, use the model and write the vectors
/// @param embeddingModelArn which model makes the vectors
/// @param vectorBucketArn an S3 Vectors bucket; each knowledge base has an index of its name in it
/// @param documentsBucketArn where the documents lie
/// @param platform the tag that tells what made a resource
/// @param environment the tag that tells production from others
/// @param bar the score from which a passage is enough to answer, 0 to 1: depends on the model
public record BedrockSettings(
    String roleArn,
    String embeddingModelArn,
    String vectorBucketArn,
    String documentsBucketArn,
    String platform,
    String environment,
    double bar) {
  public BedrockSettings {
    if (bar < 0 || bar > 1) {
      throw new IllegalArgumentException("the bar lies between 0 and 1");
    }
  }
}
