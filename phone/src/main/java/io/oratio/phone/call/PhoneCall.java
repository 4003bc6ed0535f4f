package io.oratio.phone.call;

import io.oratio.media.path.Quality;
import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sdp.Direction;
import io.oratio.phone.sdp.Negotiation;
import io.oratio.phone.sip.Dialog;
import io.oratio.phone.sip.ServerTransaction;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import io.oratio.phone.sound.Heard;
import io.oratio.phone.sound.Sound;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call of a [Phone], made or taken. What is public may be called by any thread; futures
/// complete and events are told on the phone's thread, which must not be held up.
public final class PhoneCall {
  private final Phone phone;
  private final CallOptions options;
  private final Dialog dialog;
  private final Requests requests;
  private final Negotiation negotiation;
  private final Line line;
  private final Milestones milestones;
  private final Consumer<CallEvent> listener;
  private final CompletableFuture<Answered> answered = new CompletableFuture<>();
  private final CompletableFuture<CallReport> ended = new CompletableFuture<>();
  private final Renegotiation renegotiation = new Renegotiation(this);
  private final Referral referral = new Referral(this);
  private @Nullable Inviting inviting;
  private @Nullable BeingInvited beingInvited;
  private volatile CallState state = CallState.CALLING;
  private CallOutcome outcome = CallOutcome.NO_ANSWER;
  private int status;
  private String reason = "";
  private boolean isWithdrawn;

  PhoneCall(
      Phone phone,
      CallOptions options,
      Dialog dialog,
      Requests requests,
      Negotiation negotiation,
      Line.Lines lines,
      Milestones milestones,
      Consumer<CallEvent> listener)
      throws IOException {
    this.phone = phone;
    this.options = options;
    this.dialog = dialog;
    this.requests = requests;
    this.negotiation = negotiation;
    this.milestones = milestones;
    this.listener = listener;
    this.line = lines.lend(options, digit -> run(() -> tell(new CallEvent.Digit(digit))));
  }

  // ---- what others do with a call -----------------------------------------------------------

  /// Completes when the call is answered; fails with [CallFailed] when it will not be.
  public CompletionStage<Answered> answered() {
    return answered;
  }

  /// Completes when the call is over, whatever became of it.
  public CompletionStage<CallReport> ended() {
    return ended;
  }

  /// Where the call stands.
  public CallState state() {
    return state;
  }

  /// How long it has been talked, milliseconds since the answer; 0 before it.
  public long talkMs() {
    return milestones.talkMs();
  }

  /// Its Call-ID.
  public String id() {
    return dialog.callId();
  }

  /// What was heard since the answer.
  public Heard.Snapshot heard() {
    return line.heard();
  }

  /// What the line was like so far.
  public Quality quality() {
    return line.quality();
  }

  /// Says this from now on, instead of what was being said.
  ///
  /// @return completed when it has been said, or when something else took its place
  public CompletionStage<Void> play(Sound sound) {
    return line.play(sound);
  }

  /// Sends keys by RFC 4733: any of `0`-`9`, `*`, `#`, `A`-`D`.
  public void sendDigits(String digits) {
    line.sendDigits(digits);
  }

  /// Puts the other side on hold (RFC 3264 §8.4).
  public CompletionStage<AudioTerms> hold() {
    return propose(Direction.SENDONLY);
  }

  /// Takes the other side back from hold.
  public CompletionStage<AudioTerms> resume() {
    return propose(Direction.SENDRECV);
  }

  /// Proposes any direction by a re-INVITE; fails with [CallFailed] when it is not granted.
  public CompletionStage<AudioTerms> propose(Direction direction) {
    CompletableFuture<AudioTerms> done = new CompletableFuture<>();
    run(() -> renegotiation.propose(direction, done));
    return done;
  }

  /// Moves our media to another port by a re-INVITE, as a phone does whose network changed.
  public CompletionStage<AudioTerms> moveMedia() {
    CompletableFuture<AudioTerms> done = new CompletableFuture<>();
    run(
        () -> {
          try {
            line.move();
            renegotiation.propose(Direction.SENDRECV, done);
          } catch (IOException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /// Sends any other request in the dialog: INFO, OPTIONS, REFER, MESSAGE.
  ///
  /// @param header a header line's name, or empty for none
  /// @return the final response; fails with [CallFailed] when there is none
  public CompletionStage<SipResponse> request(
      String method, String header, String value, String contentType, String body) {
    CompletableFuture<SipResponse> done = new CompletableFuture<>();
    run(
        () ->
            requests.send(
                method,
                plain -> shaped(plain, header, value, contentType, body),
                new AwaitedReply(done)));
    return done;
  }

  private static SipRequest shaped(
      SipRequest plain, String header, String value, String contentType, String body) {
    SipRequest request = header.isEmpty() ? plain : plain.with(plain.headers().with(header, value));
    return body.isEmpty()
        ? request
        : request.with(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a key as INFO (`application/dtmf-relay`).
  public CompletionStage<SipResponse> info(char digit) {
    return request(
        "INFO", "", "", "application/dtmf-relay", "Signal=%c\r\nDuration=160\r\n".formatted(digit));
  }

  /// Ends the call, whatever its state: takes it back, declines it or says BYE.
  public void hangUp() {
    run(this::hangUpNow);
  }

  // ---- what its parts tell it, on the phone's thread ------------------------------------------

  void dial() {
    Inviting first = new Inviting(this);
    inviting = first;
    milestones.begin();
    first.start();
  }

  void take(ServerTransaction invite, Reaction reaction) {
    BeingInvited first = new BeingInvited(this, invite);
    beingInvited = first;
    first.react(reaction);
  }

  void hangUpNow() {
    if (state == CallState.TALKING) {
      sayBye();
    } else if (state == CallState.CALLING || state == CallState.RINGING) {
      if (inviting != null) {
        move(CallState.ENDING);
        inviting.takeBack();
      } else if (beingInvited != null) {
        beingInvited.decline();
      }
    }
  }

  /// Says BYE and is over when that is answered, or has been tried long enough.
  void sayBye() {
    if (state != CallState.ENDED && !isWithdrawn) {
      isWithdrawn = true;
      move(CallState.ENDING);
      milestones.end();
      line.close();
      Future<?> limit = later(Phone.BYE_PATIENCE, () -> over(EndedBy.US));
      CompletableFuture<SipResponse> answer = new CompletableFuture<>();
      answer.whenComplete(
          (_, _) -> {
            limit.cancel(false);
            over(EndedBy.US);
          });
      requests.send("BYE", request -> request, new AwaitedReply(answer));
    }
  }

  void rings(int provisional) {
    if (state == CallState.CALLING) {
      move(CallState.RINGING);
    }
    milestones.ring();
    tell(new CallEvent.Ringing(provisional));
  }

  void talks(int finalStatus, String finalReason, AudioTerms terms) {
    if (state.mayBecome(CallState.TALKING)) {
      move(CallState.TALKING);
      endsWith(CallOutcome.ANSWERED, finalStatus, finalReason);
      milestones.answer();
      line.carry(terms);
      line.answered(options.sound().get());
      Answered facts = new Answered(inviting == null ? 0 : milestones.answerMs(), terms);
      tell(new CallEvent.Talking(facts));
      answered.complete(facts);
    }
  }

  /// Notes what the call will have come to.
  void endsWith(CallOutcome what, int finalStatus, String finalReason) {
    outcome = what;
    status = finalStatus;
    reason = finalReason;
  }

  void over(EndedBy who) {
    if (state == CallState.ENDED) {
      return;
    }
    move(CallState.ENDED);
    milestones.end();
    answered.completeExceptionally(new CallFailed(outcome, status, reason));
    phone.forget(this);
    line.close().whenComplete((_, _) -> run(() -> finish(who)));
  }

  /// The line is closed: its figures are final.
  private void finish(EndedBy who) {
    CallReport report = report(who);
    tell(new CallEvent.Ended(report));
    ended.complete(report);
  }

  private CallReport report(EndedBy who) {
    Line.Gaps gaps = line.gaps();
    return new CallReport(
        dialog.callId(),
        dialog.remote().uri(),
        outcome,
        status,
        reason,
        milestones.ringMs(),
        milestones.answerMs(),
        milestones.talkMs(),
        line.heard(),
        line.quality(),
        gaps.count(),
        gaps.longestMs(),
        gaps.expectedPackets(),
        gaps.packets(),
        who);
  }

  private void move(CallState next) {
    if (state != next && !state.mayBecome(next)) {
      throw new IllegalStateException("a call cannot go from " + state + " to " + next);
    }
    state = next;
  }

  // ---- what the other side asks, on the phone's thread ----------------------------------------

  void requested(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.accepts(request)) {
      transaction.respond(request.response(500, "Server Internal Error", ""));
      return;
    }
    switch (request.method()) {
      case "BYE" -> {
        transaction.respond(request.response(200, "OK", ""));
        over(state == CallState.ENDING ? EndedBy.US : EndedBy.THEM);
      }
      case "INVITE", "UPDATE" -> renegotiation.proposed(transaction);
      case "REFER" -> referral.asked(transaction);
      case "INFO" -> {
        transaction.respond(request.response(200, "OK", ""));
        String type = request.headers().first("Content-Type").orElse("");
        tell(new CallEvent.Info(type, request.bodyText()));
      }
      case "OPTIONS", "NOTIFY", "MESSAGE" -> transaction.respond(request.response(200, "OK", ""));
      default -> transaction.respond(request.response(501, "Not Implemented", ""));
    }
  }

  void acknowledged(SipRequest ack) {
    if (beingInvited != null) {
      beingInvited.acknowledged(ack);
    }
    renegotiation.acknowledged(ack);
  }

  /// A 200 to the INVITE of this number came again.
  void answeredAgain(long inviteNumber) {
    if (inviting != null) {
      inviting.answeredAgain(inviteNumber);
    }
    renegotiation.answeredAgain(inviteNumber);
  }

  void cancelled() {
    if (beingInvited != null) {
      beingInvited.cancelled();
    }
  }

  // ---- what its parts need --------------------------------------------------------------------

  void tell(CallEvent event) {
    listener.accept(event);
  }

  void run(Runnable action) {
    phone.run(action);
  }

  Future<?> later(Duration delay, Runnable action) {
    return phone.later(delay, action);
  }

  InetSocketAddress localRtp() {
    return phone.seenFrom(dialog.hop(), line.localRtp());
  }

  Phone phone() {
    return phone;
  }

  CallOptions options() {
    return options;
  }

  Dialog dialog() {
    return dialog;
  }

  Requests requests() {
    return requests;
  }

  Negotiation negotiation() {
    return negotiation;
  }

  Line line() {
    return line;
  }
}
