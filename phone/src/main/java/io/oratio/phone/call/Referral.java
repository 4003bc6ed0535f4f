package io.oratio.phone.call;

import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.NameAddr;
import io.oratio.phone.sip.Replies;
import io.oratio.phone.sip.ServerTransaction;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers a REFER of the other side and reports what became of it (RFC 3515): 202, a NOTIFY that
/// says 100, then one that says how it ended. The phone's thread only.
final class Referral implements Replies {
  private final PhoneCall call;

  Referral(PhoneCall call) {
    this.call = call;
  }

  void asked(ServerTransaction transaction) {
    SipRequest refer = transaction.request();
    Optional<String> target =
        refer.headers().first("Refer-To").flatMap(NameAddr::parse).map(NameAddr::uri);
    if (target.isEmpty()) {
      transaction.respond(response(refer, 400, "Bad Request"));
      return;
    }
    switch (call.options().referrals()) {
      case Referrals.Refuse refusal ->
          transaction.respond(response(refer, refusal.status(), "Refused"));
      case Referrals.Pretend pretence -> {
        accept(transaction, target.get());
        tellProgress(pretence.status());
      }
      case Referrals.Follow _ -> {
        accept(transaction, target.get());
        follow(target.get());
      }
    }
  }

  private void accept(ServerTransaction transaction, String target) {
    transaction.respond(response(transaction.request(), 202, "Accepted"));
    call.tell(new CallEvent.Referred(target));
    tellProgress(100);
  }

  private void follow(String target) {
    try {
      call.phone()
          .dial(target, call.options(), _ -> {})
          .answered()
          .whenComplete((_, failure) -> call.run(() -> tellProgress(statusOf(failure))));
    } catch (Unreachable e) {
      tellProgress(404);
    }
  }

  private static int statusOf(@Nullable Throwable failure) {
    if (failure == null) {
      return 200;
    }
    return failure instanceof CallFailed failed && failed.status() >= 300 ? failed.status() : 480;
  }

  /// One NOTIFY with a `message/sipfrag` (RFC 3420).
  private void tellProgress(int status) {
    String state = status < 200 ? "active;expires=60" : "terminated;reason=noresource";
    String reason = status < 200 ? "Trying" : status < 300 ? "OK" : "Failed";
    byte[] fragment =
        "SIP/2.0 %d %s\r\n".formatted(status, reason).getBytes(StandardCharsets.UTF_8);
    call.requests()
        .send(
            "NOTIFY",
            request ->
                withEvent(request.headers(), request, state)
                    .with("message/sipfrag;version=2.0", fragment),
            this);
  }

  private static SipRequest withEvent(Headers headers, SipRequest request, String state) {
    return request.with(headers.with("Event", "refer").with("Subscription-State", state));
  }

  private SipResponse response(SipRequest request, int status, String reason) {
    SipResponse plain = request.response(status, reason, call.dialog().localTag());
    return plain.with(plain.headers().with("Contact", "<" + call.dialog().contact() + ">"));
  }

  @Override
  public void reply(SipResponse response) {}

  @Override
  public void failed(Failure why) {}
}
