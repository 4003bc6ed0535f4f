package io.oratio.engine.nova;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The SDK's own chain of credentials, with two additions: that none were found is told by a type
/// rather than by a text, and where somebody else's endpoint is asked (a simulator), a request is
/// signed with a placeholder rather than not made at all.
final class NovaCredentials implements AwsCredentialsProvider {
  private static final AwsCredentials PLACEHOLDER =
      AwsBasicCredentials.create("oratio-placeholder", "oratio-placeholder");

  private final AwsCredentialsProvider chain;
  private final boolean mayPretend;
  private volatile boolean isPretending;

  NovaCredentials(AwsCredentialsProvider chain, boolean mayPretend) {
    this.chain = chain;
    this.mayPretend = mayPretend;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    if (isPretending) {
      return PLACEHOLDER;
    }
    try {
      return chain.resolveCredentials();
    } catch (SdkClientException none) {
      if (!mayPretend) {
        throw new Missing(none);
      }
      // Looking again for every session would cost each one the chain's time-outs.
      isPretending = true;
      return PLACEHOLDER;
    }
  }

  boolean isPretending() {
    return isPretending;
  }

  /// No credentials were found anywhere.
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    Missing(Throwable cause) {
      super("no AWS credentials were found; see the AWS SDK's credential chain", cause);
    }
  }
}
