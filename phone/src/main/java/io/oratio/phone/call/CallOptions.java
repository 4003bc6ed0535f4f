package io.oratio.phone.call;

import io.oratio.phone.sip.Credentials;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sound.Sound;
import io.oratio.phone.sound.Sounds;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How one call is made or taken. Immutable: each `with` gives a changed copy of it.
///
/// @param from our name, the user part of From and Contact
/// @param codecs names in our order of preference: `PCMU`, `PCMA`
/// @param ptimeMs milliseconds of sound a packet that we ask for: 10 to 60
/// @param hasKeys whether keys by RFC 4733 are offered and taken
/// @param hasLateOffer whether the INVITE goes without an offer, the answer then in the ACK
/// @param acknowledges false never sends the ACK of a 200, as a broken network would
/// @param credentials for 401 and 407
/// @param proxy where requests go instead of where the URI says
/// @param ringLimit how long it may ring before the call is taken back
/// @param sound makes what is said from the answer on
/// @param recording the file that takes what is heard
/// @param referrals what to do when asked to call someone else
/// @param extraHeaders sent with the first INVITE
public record CallOptions(
    String from,
    List<String> codecs,
    int ptimeMs,
    boolean hasKeys,
    boolean hasLateOffer,
    boolean acknowledges,
    Optional<Credentials> credentials,
    Optional<InetSocketAddress> proxy,
    Duration ringLimit,
    Supplier<Sound> sound,
    Optional<Path> recording,
    Referrals referrals,
    Headers extraHeaders) {
  /// A quiet call as most phones make it.
  public static final CallOptions USUAL =
      new CallOptions(
          "phone",
          List.of("PCMU", "PCMA"),
          20,
          true,
          false,
          true,
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(60),
          Sounds::silence,
          Optional.empty(),
          new Referrals.Pretend(200),
          Headers.NONE);

  public CallOptions {
    codecs = List.copyOf(codecs);
    if (!from.matches("[A-Za-z0-9_.!~*'()&=+$,;?/%-]+")) {
      throw new IllegalArgumentException("from is the user part of a SIP URI: " + from);
    }
    if (ptimeMs < 10 || ptimeMs > 60 || ptimeMs % 10 != 0) {
      throw new IllegalArgumentException("ptime is 10 to 60 ms in steps of 10: " + ptimeMs);
    }
  }

  /// With another name of ours.
  public CallOptions withFrom(String user) {
    return new CallOptions(
        user,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With these codecs, the best liked first.
  public CallOptions withCodecs(String... names) {
    return new CallOptions(
        from,
        List.of(names),
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With another packet time.
  public CallOptions withPtimeMs(int milliseconds) {
    return new CallOptions(
        from,
        codecs,
        milliseconds,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With or without keys by RFC 4733.
  public CallOptions withKeys(boolean offered) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        offered,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With the offer left to the other side.
  public CallOptions withLateOffer() {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        true,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With every ACK of a 200 lost.
  public CallOptions withoutAck() {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        false,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With a user and a password.
  public CallOptions withCredentials(String user, String password) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        Optional.of(new Credentials(user, password)),
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With all requests sent to this address.
  public CallOptions withProxy(InetSocketAddress address) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        Optional.of(address),
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With another limit of ringing.
  public CallOptions withRingLimit(Duration limit) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        limit,
        sound,
        recording,
        referrals,
        extraHeaders);
  }

  /// With something to say from the answer on.
  public CallOptions withSound(Supplier<Sound> what) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        what,
        recording,
        referrals,
        extraHeaders);
  }

  /// With what is heard written to a file.
  public CallOptions withRecording(Path file) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        Optional.of(file),
        referrals,
        extraHeaders);
  }

  /// With another answer to a REFER.
  public CallOptions withReferrals(Referrals policy) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        policy,
        extraHeaders);
  }

  /// With one more header in the first INVITE.
  public CallOptions withHeader(String name, String value) {
    return new CallOptions(
        from,
        codecs,
        ptimeMs,
        hasKeys,
        hasLateOffer,
        acknowledges,
        credentials,
        proxy,
        ringLimit,
        sound,
        recording,
        referrals,
        extraHeaders.with(name, value));
  }
}
