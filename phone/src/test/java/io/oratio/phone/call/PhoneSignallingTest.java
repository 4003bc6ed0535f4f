package io.oratio.phone.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sdp.Direction;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.SipAgent;
import io.oratio.phone.sip.SipCounters;
import io.oratio.phone.sip.SipMessage;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import io.oratio.phone.sip.SipTimers;
import io.oratio.phone.sip.Transport;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A phone calls a phone over loopback; the lines carry nothing.
@Timeout(60)
class PhoneSignallingTest {
  private static final SipTimers QUICK =
      new SipTimers(Duration.ofMillis(40), Duration.ofMillis(160));

  private final List<Phone> phones = new ArrayList<>();
  private final QuietLines callerLines = new QuietLines();
  private final QuietLines calledLines = new QuietLines();

  private Phone phone(QuietLines lines, SipAgent.Loss loss) {
    PhoneSettings settings = PhoneSettings.loopback().withTimers(QUICK).withLoss(loss);
    Phone phone = new Phone(settings, new SecureRandom(), System::nanoTime, lines);
    phones.add(phone);
    return phone;
  }

  private Phone caller() {
    return phone(callerLines, SipAgent.Loss.NONE);
  }

  private Phone called(Incoming decision) {
    return called(decision, SipAgent.Loss.NONE);
  }

  private Phone called(Incoming decision, SipAgent.Loss loss) {
    Phone phone = phone(calledLines, loss);
    phone.onCall(decision);
    return phone;
  }

  @AfterEach
  void closePhones() {
    phones.forEach(Phone::close);
  }

  private static <T> T soon(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Journal answering(CallOptions options) {
    return new Journal(_ -> new Reaction.Answer(options, Duration.ZERO));
  }

  private static Journal refusing(int status) {
    return new Journal(_ -> new Reaction.Refuse(status, "No", Headers.NONE));
  }

  /// Loses the first so many messages of a kind.
  private static SipAgent.Loss losing(int count, Predicate<SipMessage> which) {
    AtomicInteger left = new AtomicInteger(count);
    return message -> which.test(message) && left.getAndDecrement() > 0;
  }

  private static boolean isRequest(SipMessage message, String method) {
    return message instanceof SipRequest request && request.method().equals(method);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void isAnsweredAndHangsUp(Transport transport) throws Exception {
    Journal journal =
        new Journal(_ -> new Reaction.Answer(CallOptions.USUAL, Duration.ofMillis(30)));
    Phone called = called(journal);
    Journal mine = new Journal();
    PhoneCall call = caller().dial(called.uri(transport), CallOptions.USUAL, mine);
    Answered answered = soon(call.answered());
    assertThat(answered.terms().codec()).isEqualTo("PCMU");
    call.hangUp();
    CallReport report = soon(call.ended());
    assertThat(report.outcome()).isEqualTo(CallOutcome.ANSWERED);
    assertThat(report.endedBy()).isEqualTo(EndedBy.US);
    assertThat(report.ringMs()).isBetween(0L, report.answerMs());
    assertThat(mine.first(CallEvent.Ringing.class).status()).isEqualTo(180);
    assertThat(journal.first(CallEvent.Ended.class).report().endedBy()).isEqualTo(EndedBy.THEM);
    assertThat(callerLines.lent.getFirst().isClosed).isTrue();
    assertThat(calledLines.lent.getFirst().isClosed).isTrue();
  }

  @Test
  void endsWhenTheOtherSideSaysBye() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    PhoneCall call = caller().dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    journal.first(CallEvent.Talking.class);
    journal.call().hangUp();
    assertThat(soon(call.ended()).endedBy()).isEqualTo(EndedBy.THEM);
    soon(journal.call().ended());
    assertThat(called.openCalls()).isZero();
  }

  @Test
  void tellsThatTheOtherSideIsBusy() throws Exception {
    Phone called = called(refusing(486));
    Phone caller = caller();
    PhoneCall call = caller.dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    CallReport report = soon(call.ended());
    assertThat(report.outcome()).isEqualTo(CallOutcome.REFUSED);
    assertThat(report.status()).isEqualTo(486);
    assertThatThrownBy(() -> soon(call.answered())).cause().isInstanceOf(CallFailed.class);
    assertThat(called.counters().of(SipCounters.Count.REPEATED)).isZero();
  }

  @Test
  void takesACallBackWhileItRings() throws Exception {
    Journal journal = new Journal(_ -> new Reaction.Ring());
    Phone called = called(journal);
    Journal mine = new Journal();
    PhoneCall call = caller().dial(called.uri(Transport.UDP), CallOptions.USUAL, mine);
    mine.first(CallEvent.Ringing.class);
    call.hangUp();
    CallReport report = soon(call.ended());
    assertThat(report.outcome()).isEqualTo(CallOutcome.CANCELLED);
    assertThat(report.status()).isEqualTo(487);
    assertThat(journal.first(CallEvent.Ended.class).report().outcome())
        .isEqualTo(CallOutcome.CANCELLED);
  }

  @Test
  void givesUpWhenItRingsTooLong() throws Exception {
    Phone called = called(new Journal(_ -> new Reaction.Ring()));
    CallOptions options = CallOptions.USUAL.withRingLimit(Duration.ofMillis(50));
    CallReport report = soon(caller().dial(called.uri(Transport.UDP), options, _ -> {}).ended());
    assertThat(report.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
  }

  @Test
  void givesUpWhenNobodyIsThere() throws Exception {
    Phone called = called(new Journal(_ -> new Reaction.Ignore()));
    CallReport report =
        soon(caller().dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {}).ended());
    assertThat(report.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    assertThat(report.status()).isZero();
  }

  @Test
  void tellsThatNoConnectionCanBeMade() throws Exception {
    Phone gone = phone(calledLines, SipAgent.Loss.NONE);
    String uri = gone.uri(Transport.TCP);
    gone.close();
    CallReport report = soon(caller().dial(uri, CallOptions.USUAL, _ -> {}).ended());
    assertThat(report.outcome()).isEqualTo(CallOutcome.UNREACHABLE);
  }

  @Test
  void refusesToDialWhatIsNoUri() {
    Phone caller = caller();
    assertThatThrownBy(() -> caller.dial("bob", CallOptions.USUAL, _ -> {}))
        .isInstanceOf(Unreachable.class);
    assertThatThrownBy(() -> caller.dial("sip:bob@nowhere.invalid", CallOptions.USUAL, _ -> {}))
        .isInstanceOf(Unreachable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 MD5", "401 SHA-256", "407 SHA-256"})
  void answersAChallenge(String kind) throws Exception {
    int status = Integer.parseInt(kind.substring(0, 3));
    Challenger challenger = new Challenger(status, kind.substring(4), "alice", "wonder land");
    Journal journal = new Journal(challenger);
    Phone called = called(journal);
    CallOptions options = CallOptions.USUAL.withCredentials("alice", "wonder land");
    PhoneCall call = caller().dial(called.uri(Transport.UDP), options, _ -> {});
    soon(call.answered());
    assertThat(challenger.verified()).isEqualTo(1);
    call.hangUp();
    assertThat(soon(call.ended()).status()).isEqualTo(200);
  }

  @Test
  void givesUpAfterAWrongPassword() throws Exception {
    Challenger challenger = new Challenger(401, "SHA-256", "alice", "wonder land");
    Phone called = called(new Journal(challenger));
    CallOptions options = CallOptions.USUAL.withCredentials("alice", "guess");
    CallReport report = soon(caller().dial(called.uri(Transport.UDP), options, _ -> {}).ended());
    assertThat(report.status()).isEqualTo(401);
    assertThat(challenger.asked()).isEqualTo(2);
  }

  @Test
  void survivesTheLossOfEveryKindOfMessage() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Phone called =
        called(
            journal,
            losing(2, message -> message instanceof SipResponse response && response.isSuccess()));
    Phone caller =
        phone(
            callerLines,
            losing(
                4,
                message ->
                    isRequest(message, "INVITE")
                        || isRequest(message, "ACK")
                        || isRequest(message, "BYE")));
    PhoneCall call = caller.dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    call.hangUp();
    assertThat(soon(call.ended()).outcome()).isEqualTo(CallOutcome.ANSWERED);
    soon(journal.call().ended());
    assertThat(caller.counters().of(SipCounters.Count.REPEATED)).isPositive();
  }

  @Test
  void acknowledgesEachRepeated200() throws Exception {
    AtomicInteger acks = new AtomicInteger();
    Journal journal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    Phone caller =
        phone(callerLines, message -> isRequest(message, "ACK") && acks.incrementAndGet() <= 2);
    PhoneCall call = caller.dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    Await.until(() -> acks.get() == 3);
    call.hangUp();
    soon(call.ended());
    assertThat(journal.has(CallEvent.Unacknowledged.class)).isFalse();
  }

  @Test
  void hangsUpWhenIts200IsNeverAcknowledged() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    CallOptions options = CallOptions.USUAL.withoutAck();
    PhoneCall call = caller().dial(called.uri(Transport.UDP), options, _ -> {});
    assertThat(soon(call.ended()).endedBy()).isEqualTo(EndedBy.THEM);
    assertThat(journal.has(CallEvent.Unacknowledged.class)).isTrue();
  }

  @Test
  void leavesTheOfferToTheOtherSide() throws Exception {
    Journal journal = answering(CallOptions.USUAL.withCodecs("PCMA"));
    Phone called = called(journal);
    CallOptions options = CallOptions.USUAL.withLateOffer();
    PhoneCall call = caller().dial(called.uri(Transport.UDP), options, _ -> {});
    AudioTerms mine = soon(call.answered()).terms();
    assertThat(mine.codec()).isEqualTo("PCMA");
    AudioTerms theirs = journal.first(CallEvent.Talking.class).answered().terms();
    assertThat(theirs.remoteRtp()).isEqualTo(callerLines.lent.getFirst().localRtp());
    assertThat(mine.remoteRtp()).isEqualTo(calledLines.lent.getFirst().localRtp());
    call.hangUp();
    soon(call.ended());
  }

  @Test
  void isRefusedWhereNoCodecIsShared() throws Exception {
    Phone called = called(answering(CallOptions.USUAL.withCodecs("PCMA")));
    CallOptions options = CallOptions.USUAL.withCodecs("PCMU");
    CallReport report = soon(caller().dial(called.uri(Transport.UDP), options, _ -> {}).ended());
    assertThat(report.status()).isEqualTo(488);
  }

  @Test
  void holdsResumesAndMoves() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    PhoneCall call = caller().dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    assertThat(soon(call.hold()).direction()).isEqualTo(Direction.SENDONLY);
    CallEvent.Changed held = journal.first(CallEvent.Changed.class);
    assertThat(held.direction()).isEqualTo(Direction.RECVONLY);
    assertThat(soon(call.resume()).direction()).isEqualTo(Direction.SENDRECV);
    assertThat(soon(call.moveMedia()).direction()).isEqualTo(Direction.SENDRECV);
    Await.until(() -> journal.all(CallEvent.Changed.class).size() == 3);
    List<CallEvent.Changed> changes = journal.all(CallEvent.Changed.class);
    assertThat(changes.get(2).remoteVersion()).isEqualTo(held.remoteVersion() + 2);
    assertThat(calledLines.lent.getFirst().carried.getLast().remoteRtp())
        .isEqualTo(callerLines.lent.getFirst().localRtp());
    // The called side may change the session as well.
    assertThat(soon(journal.call().hold()).direction()).isEqualTo(Direction.SENDONLY);
    call.hangUp();
    soon(call.ended());
  }

  @Test
  void onlyOneChangeIsUnderWayAtATime() throws Exception {
    Phone called = called(answering(CallOptions.USUAL));
    PhoneCall call = caller().dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    CompletionStage<AudioTerms> first = call.hold();
    CompletionStage<AudioTerms> second = call.resume();
    soon(first);
    assertThatThrownBy(() -> soon(second))
        .cause()
        .isInstanceOfSatisfying(CallFailed.class, e -> assertThat(e.status()).isEqualTo(491));
  }

  @Test
  void exchangesInfoOptionsAndUnknownRequests() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    Phone caller = caller();
    assertThat(soon(caller.ping(called.uri(Transport.UDP))).status()).isEqualTo(200);
    PhoneCall call = caller.dial(called.uri(Transport.UDP), CallOptions.USUAL, _ -> {});
    soon(call.answered());
    assertThat(soon(call.info('5')).status()).isEqualTo(200);
    assertThat(journal.first(CallEvent.Info.class).body()).contains("Signal=5");
    assertThat(soon(call.request("OPTIONS", "", "", "", "")).status()).isEqualTo(200);
    assertThat(soon(call.request("PUBLISH", "X-A", "b", "", "")).status()).isEqualTo(501);
    call.hangUp();
    soon(call.ended());
  }

  @Test
  void reportsAReferralItPretendsToFollow() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    List<String> fragments = new CopyOnWriteArrayList<>();
    Phone called = called(journal);
    Phone caller =
        phone(
            callerLines,
            message -> {
              if (isRequest(message, "NOTIFY")) {
                fragments.add(message.bodyText().strip());
              }
              return false;
            });
    CallOptions options = CallOptions.USUAL.withReferrals(new Referrals.Pretend(486));
    Journal mine = new Journal();
    PhoneCall call = caller.dial(called.uri(Transport.UDP), options, mine);
    soon(call.answered());
    SipResponse accepted =
        soon(journal.call().request("REFER", "Refer-To", "<tel:+4930123456>", "", ""));
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(mine.first(CallEvent.Referred.class).target()).isEqualTo("tel:+4930123456");
    Await.until(() -> fragments.size() == 2);
    assertThat(fragments).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 486 Failed");
  }

  @Test
  void followsAReferralToAThirdPhone() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Journal thirdJournal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    Phone third = called(thirdJournal);
    CallOptions options = CallOptions.USUAL.withReferrals(new Referrals.Follow());
    PhoneCall call = caller().dial(called.uri(Transport.UDP), options, _ -> {});
    soon(call.answered());
    String referTo = "<" + third.uri(Transport.UDP) + ">";
    soon(journal.call().request("REFER", "Refer-To", referTo, "", ""));
    assertThat(thirdJournal.first(CallEvent.Talking.class)).isNotNull();
  }

  @Test
  void refusesAReferral() throws Exception {
    Journal journal = answering(CallOptions.USUAL);
    Phone called = called(journal);
    CallOptions options = CallOptions.USUAL.withReferrals(new Referrals.Refuse(603));
    PhoneCall call = caller().dial(called.uri(Transport.UDP), options, _ -> {});
    soon(call.answered());
    SipResponse refused = soon(journal.call().request("REFER", "Refer-To", "<sip:x@y>", "", ""));
    assertThat(refused.status()).isEqualTo(603);
  }

  @Test
  void everyWayACallMayGoIsInTheTable() {
    assertThat(CallState.CALLING.mayBecome(CallState.RINGING)).isTrue();
    assertThat(CallState.TALKING.mayBecome(CallState.RINGING)).isFalse();
    assertThat(CallState.ENDED.mayBecome(CallState.TALKING)).isFalse();
  }
}
