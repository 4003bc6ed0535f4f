package io.oratio.engine.nova;

import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// Turns what the SDK throws into a verdict: who must act, and whether another session may do
/// better.
final class Failures {
  private Failures() {}

  static EngineFailure of(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    return new EngineFailure(kindOf(cause), sentence(cause));
  }

  private static Kind kindOf(Throwable cause) {
    return switch (cause) {
      case ThrottlingException _, ServiceQuotaExceededException _ -> Kind.THROTTLED;
      case AccessDeniedException _, ResourceNotFoundException _ -> Kind.NOT_ALLOWED;
      case ModelTimeoutException _ -> Kind.TIMED_OUT;
      case ValidationException refused -> isTheirs(refused) ? Kind.BROKEN : Kind.OUR_MISTAKE;
      case AwsServiceException other -> byStatus(other.statusCode());
      case Throwable other when hasNoCredentials(other) -> Kind.NOT_ALLOWED;
      default -> Kind.BROKEN;
    };
  }

  /// Two troubles of the service's own arrive as a ValidationException and only their text tells
  /// them from our mistakes; both are cured by a new stream.
  private static boolean isTheirs(ValidationException refused) {
    String text = String.valueOf(refused.getMessage());
    return text.contains("System instability detected")
        || text.contains("RST_STREAM closed stream. HTTP/2 error code: NO_ERROR");
  }

  private static Kind byStatus(int status) {
    return switch (status) {
      case 429 -> Kind.THROTTLED;
      case 401, 403, 404 -> Kind.NOT_ALLOWED;
      case 400 -> Kind.OUR_MISTAKE;
      default -> Kind.BROKEN;
    };
  }

  private static boolean hasNoCredentials(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof NovaCredentials.Missing) {
        return true;
      }
    }
    return false;
  }

  private static String sentence(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    String text =
        cause instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorMessage()
            : cause.getMessage();
    return text == null ? name : name + ": " + text;
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
