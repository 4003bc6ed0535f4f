package io.oratio.phone.call;

import io.oratio.phone.sip.Dialog;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.ServerTransaction;
import io.oratio.phone.sip.SipCore;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Knows a phone's calls and brings what comes from other sides to the call it belongs to, or makes
/// a new one of it. The phone's thread, but for the list of calls, which any thread may read and
/// change.
final class Switchboard implements SipCore {
  private final Phone phone;
  private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
  private final Map<ServerTransaction, PhoneCall> invites = new ConcurrentHashMap<>();
  private volatile Incoming incoming =
      _ -> new Reaction.Refuse(480, "Temporarily Unavailable", Headers.NONE);

  Switchboard(Phone phone) {
    this.phone = phone;
  }

  void decidedBy(Incoming decision) {
    incoming = decision;
  }

  void add(PhoneCall call) {
    calls.put(keyOf(call.id(), call.dialog().localTag()), call);
  }

  void remove(PhoneCall call) {
    calls.values().remove(call);
  }

  List<PhoneCall> calls() {
    return List.copyOf(calls.values());
  }

  private static String keyOf(String callId, String localTag) {
    return callId + " " + localTag;
  }

  @Override
  public void request(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    String tag = request.to().tag();
    if (!tag.isEmpty()) {
      PhoneCall call = calls.get(keyOf(request.callId(), tag));
      if (call != null && call.dialog().owns(request)) {
        call.requested(transaction);
      } else {
        transaction.respond(request.response(481, "Call/Transaction Does Not Exist", ""));
      }
      return;
    }
    switch (request.method()) {
      case "INVITE" -> invited(transaction);
      case "OPTIONS" -> {
        SipResponse ok = request.response(200, "OK", phone.unique());
        transaction.respond(
            ok.with(ok.headers().with("Allow", Phone.METHODS).with("Accept", "application/sdp")));
      }
      default -> transaction.respond(request.response(405, "Method Not Allowed", ""));
    }
  }

  private void invited(ServerTransaction transaction) {
    SipRequest invite = transaction.request();
    Incoming decision = incoming;
    Reaction reaction = decision.react(invite);
    CallOptions options =
        reaction instanceof Reaction.Answer answer ? answer.options() : CallOptions.USUAL;
    Dialog dialog =
        Dialog.called(
            invite,
            phone.unique(),
            phone.contact(options, transaction.source()),
            transaction.source());
    try {
      Telling telling = new Telling(decision);
      PhoneCall call = phone.open(dialog, options, telling);
      telling.call = call;
      call.take(transaction, reaction);
      invites.put(transaction, call);
      call.ended().whenComplete((_, _) -> invites.remove(transaction));
    } catch (Unreachable e) {
      transaction.respond(invite.response(503, "Service Unavailable", dialog.localTag()));
    }
  }

  @Override
  public void cancelled(ServerTransaction invite) {
    Optional.ofNullable(invites.get(invite)).ifPresent(PhoneCall::cancelled);
  }

  @Override
  public void acknowledged(SipRequest ack) {
    Optional.ofNullable(calls.get(keyOf(ack.callId(), ack.to().tag())))
        .ifPresent(call -> call.acknowledged(ack));
  }

  @Override
  public void answeredAgain(SipResponse response) {
    Optional.ofNullable(calls.get(keyOf(response.callId(), response.from().tag())))
        .ifPresent(call -> call.answeredAgain(response.cseq().number()));
  }

  /// Tells the one who decided about a call what happens in it.
  private static final class Telling implements Consumer<CallEvent> {
    private final Incoming decision;
    private @Nullable PhoneCall call;

    Telling(Incoming decision) {
      this.decision = decision;
    }

    @Override
    public void accept(CallEvent event) {
      if (call != null) {
        decision.happened(call, event);
      }
    }
  }
}
