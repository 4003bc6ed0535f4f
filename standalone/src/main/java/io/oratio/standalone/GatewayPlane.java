package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.engine.SpeechEngine;
import io.oratio.gateway.BusLink;
import io.oratio.gateway.VoicePlane;
import io.oratio.gateway.call.CallSettings;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.SpareVoice;
import io.oratio.gateway.sip.SipEdge;
import io.oratio.gateway.sip.SipSettings;
import io.oratio.gateway.socket.SocketAccess;
import io.oratio.gateway.tool.Minds;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.wire.WireSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The voice plane on the engine that was chosen, joined to the bus.
@Configuration(proxyBeanMethods = false)
@Conditional(PartsRun.Gateway.class)
@Import({VoicePlane.class, BusLink.class})
class GatewayPlane {
  @Bean(destroyMethod = "")
  SpeechEngine speechEngine(Foundation foundation) {
    return foundation.voice().engine().engine();
  }

  @Bean
  Minds minds(Foundation foundation) {
    return foundation.voice().minds();
  }

  @Bean
  SpareVoice spareVoice(Foundation foundation) {
    return foundation.voice().spare();
  }

  @Bean
  VoicePlane.Identity identity(Foundation foundation, CallPrinter printer) {
    return new VoicePlane.Identity(
        foundation.node(),
        foundation.voice().spool(),
        () -> "ses_" + UlidCreator.getMonotonicUlid(),
        printer::ended);
  }

  @Bean
  CallPrinter callPrinter(Foundation foundation) {
    return new CallPrinter(foundation.stores().objects(), System.out);
  }

  @Bean
  VoiceDoors voiceDoors(
      Settings settings, Foundation foundation, SipEdge sip, Calls calls, CallPrinter printer) {
    return new VoiceDoors(settings, foundation, sip, calls, printer);
  }

  @Bean
  CallSettings callSettings(Settings settings) {
    Settings.Calls calls = settings.calls();
    return new CallSettings(
        calls.max(),
        calls.perSecond(),
        calls.ringFor(),
        calls.keyPause(),
        calls.mediaTimeout(),
        calls.farewellFor(),
        calls.engineReopens(),
        calls.deadAirAfter());
  }

  @Bean
  WireSettings wireSettings(Settings settings) throws UnknownHostException {
    Settings.Media media = settings.media();
    return WireSettings.on(InetAddress.getByName(settings.sip().bind()))
        .withPorts(media.firstPort(), media.lastPort())
        .withEventLoops(media.eventLoops())
        .withQuarantine(media.quarantine());
  }

  @Bean
  RtpLegSettings rtpLegSettings() {
    return RtpLegSettings.usual();
  }

  @Bean
  SipSettings sipSettings(Settings settings) throws UnknownHostException {
    Settings.Sip sip = settings.sip();
    SipSettings usual = SipSettings.on(InetAddress.getByName(sip.bind()), sip.port());
    return sip.advertisedAddress().isBlank()
        ? usual
        : usual.withAdvertisedAddress(InetAddress.getByName(sip.advertisedAddress()));
  }

  @Bean
  SocketAccess socketAccess(Trusted trusted) {
    return socket ->
        Optional.ofNullable(socket.getRemoteAddress())
            .filter(remote -> trusted.contains(remote.getAddress()))
            .map(_ -> DemoTenant.ID);
  }
}
