package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.engine.SpeechEngine;
import io.oratio.gateway.BusLink;
import io.oratio.gateway.VoicePlane;
import io.oratio.gateway.call.CallSettings;
import io.oratio.gateway.call.SpareVoice;
import io.oratio.gateway.sip.SipSettings;
import io.oratio.gateway.socket.SocketAccess;
import io.oratio.gateway.tool.Minds;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.wire.WireSettings;
import io.oratio.storage.Stores;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// Everything that `up` runs: the voice plane on embedded stores and the engine that was chosen.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(Settings.class)
@Import({StoreBeans.class, VoicePlane.class, BusLink.class, ApiPlane.class, Running.class})
class StandaloneApplication {
  @Bean
  Trusted trusted(Settings settings) throws WrongUse {
    return Trusted.of(settings.trust());
  }

  @Bean(destroyMethod = "close")
  Foundation foundation(Settings settings, Trusted trusted) {
    return Foundation.lay(settings, trusted);
  }

  @Bean(destroyMethod = "")
  Stores stores(Foundation foundation) {
    return foundation.stores();
  }

  @Bean
  AddressTrust addressTrust() {
    return AddressTrust.of(DemoTenant.ID);
  }

  @Bean
  LiveEvents liveEvents(Foundation foundation) {
    return foundation.bus().events();
  }

  @Bean
  Commands commands(Foundation foundation) {
    return foundation.bus().commands();
  }

  @Bean(destroyMethod = "")
  SpeechEngine speechEngine(Foundation foundation) {
    return foundation.engine().engine();
  }

  @Bean
  Minds minds(Foundation foundation) {
    return foundation.minds();
  }

  @Bean
  SpareVoice spareVoice(Foundation foundation) {
    return foundation.spareVoice();
  }

  @Bean
  VoicePlane.Identity identity(Foundation foundation, CallPrinter printer) {
    return new VoicePlane.Identity(
        foundation.node(),
        foundation.spool(),
        () -> "ses_" + UlidCreator.getMonotonicUlid(),
        printer::ended);
  }

  @Bean
  CallPrinter callPrinter(Foundation foundation) {
    return new CallPrinter(foundation.stores().objects(), System.out);
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
