package io.oratio.engine.nova;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.regions.Region;

/// Says whether Nova Sonic can be used before anybody calls. It looks where the AWS SDK will look
/// for a region and credentials, and never longer than it is told to: on a machine outside of AWS
/// the SDK's chain may ask a metadata service that does not exist.
public final class NovaReadiness {
  private static final String TO_DO =
      "set AWS_REGION and credentials (see the AWS SDK's credential chain), or"
          + " AWS_ENDPOINT_URL_BEDROCK_RUNTIME for a simulator";

  private NovaReadiness() {}

  /// Looks for at most so long. Asks nothing of Bedrock itself, so access to the model and its
  /// quota are not known.
  public static NovaAvailability check(NovaSettings settings, Duration limit) {
    return check(AwsSurroundings.of(settings), limit);
  }

  static NovaAvailability check(AwsSurroundings surroundings, Duration limit) {
    ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<NovaAvailability> found = looking.submit(() -> look(surroundings));
      return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return no(
          "no AWS region and credentials were found within " + limit.toMillis() + " ms; " + TO_DO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return no("the search for AWS credentials was interrupted");
    } catch (ExecutionException failed) {
      return no("the AWS configuration cannot be read: " + failed.getCause().getMessage());
    } finally {
      // Not close(): that would wait for the very search that takes too long.
      looking.shutdownNow();
    }
  }

  private static NovaAvailability look(AwsSurroundings surroundings) {
    Optional<URI> endpoint = surroundings.endpoint();
    Optional<Region> region = surroundings.region();
    if (region.isEmpty()) {
      return no("no AWS region is set; " + TO_DO);
    }
    NovaCredentials credentials = surroundings.credentials();
    try {
      credentials.resolveCredentials();
    } catch (NovaCredentials.Missing _) {
      return no("no AWS credentials were found; " + TO_DO);
    }
    String where =
        endpoint
            .map(address -> "at " + address)
            .orElseGet(() -> "in the region " + region.get().id());
    return new NovaAvailability(
        true,
        credentials.isPretending()
            ? "Nova Sonic is asked " + where + ", signed with a placeholder: no credentials found"
            : "Nova Sonic is asked " + where + " with the credentials that the AWS SDK found");
  }

  private static NovaAvailability no(String sentence) {
    return new NovaAvailability(false, "Nova Sonic cannot be used: " + sentence);
  }
}
