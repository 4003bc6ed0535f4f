package io.oratio.phone.call;

import io.oratio.phone.sip.Replies;
import io.oratio.phone.sip.SipResponse;
import java.util.concurrent.CompletableFuture;

/// Completes a future with a request's final response, or fails it with [CallFailed].
record AwaitedReply(CompletableFuture<SipResponse> done) implements Replies {
  @Override
  public void reply(SipResponse response) {
    if (!response.isProvisional()) {
      done.complete(response);
    }
  }

  @Override
  public void failed(Failure why) {
    CallOutcome outcome =
        switch (why) {
          case TIMED_OUT -> CallOutcome.NO_ANSWER;
          case UNREACHABLE -> CallOutcome.UNREACHABLE;
        };
    done.completeExceptionally(new CallFailed(outcome, 0, "no answer"));
  }
}
