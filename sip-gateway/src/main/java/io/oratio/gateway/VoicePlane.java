package io.oratio.gateway;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Trunks;
import io.oratio.engine.SpeechEngine;
import io.oratio.gateway.call.CallRoom;
import io.oratio.gateway.call.CallSettings;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Newsroom;
import io.oratio.gateway.call.SpareVoice;
import io.oratio.gateway.call.TransferGate;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.journal.JournalCounters;
import io.oratio.gateway.line.AllowedTransfers;
import io.oratio.gateway.line.Dialler;
import io.oratio.gateway.line.PhoneDoor;
import io.oratio.gateway.route.Route;
import io.oratio.gateway.route.Router;
import io.oratio.gateway.sip.SipCounters;
import io.oratio.gateway.sip.SipEdge;
import io.oratio.gateway.sip.SipSettings;
import io.oratio.gateway.socket.SocketAccess;
import io.oratio.gateway.socket.VoiceSocket;
import io.oratio.gateway.telemetry.CallMeters;
import io.oratio.gateway.telemetry.GatewayMeters;
import io.oratio.gateway.telemetry.Readiness;
import io.oratio.gateway.tool.Minds;
import io.oratio.gateway.trunk.TrunkDirectory;
import io.oratio.gateway.trunk.TrunkWatch;
import io.oratio.media.path.Pacer;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import io.oratio.runtime.destination.DestinationGate;
import io.oratio.runtime.destination.PhoneNumbers;
import io.oratio.runtime.destination.TransferTargets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the voice plane. What it stands on (stores, engine, settings) comes from whoever starts
/// the process.
@Configuration(proxyBeanMethods = false)
@Import({Readiness.class, SocketRoutes.class})
public class VoicePlane {
  private static final Logger log = LoggerFactory.getLogger(VoicePlane.class);
  private static final Duration JOURNAL_PATIENCE = Duration.ofMinutes(10);

  /// Names that the process gives its voice plane.
  ///
  /// @param node this process in the session records
  /// @param spool where recordings grow
  /// @param sessionIds makes ids of sessions
  /// @param closed hears each session that is over
  public record Identity(
      String node, Path spool, Supplier<String> sessionIds, Consumer<Session> closed) {}

  @Bean
  PrometheusMeterRegistry meterRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean(destroyMethod = "close")
  Wire wire(WireSettings settings) {
    return new Wire(settings);
  }

  @Bean(destroyMethod = "close")
  Pacer pacer() {
    return new Pacer();
  }

  @Bean(destroyMethod = "close")
  DiskWriter diskWriter() {
    return new DiskWriter();
  }

  @Bean
  JournalCounters journalCounters() {
    return new JournalCounters();
  }

  @Bean(destroyMethod = "close")
  Journal journal(
      Sessions sessions, ObjectStore objects, Identity identity, JournalCounters counters) {
    return new Journal(
        sessions, objects, identity.spool(), JOURNAL_PATIENCE, counters, identity.closed());
  }

  @Bean
  Router router(Agents agents, Numbers numbers) {
    return new Router(agents, numbers);
  }

  @Bean(destroyMethod = "shutdown")
  ExecutorService callThreads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean
  CallMeters callMeters(PrometheusMeterRegistry registry) {
    return new CallMeters(registry);
  }

  @Bean(destroyMethod = "close")
  Calls calls(
      Identity identity,
      SpeechEngine engine,
      Minds minds,
      Pacer pacer,
      DiskWriter disk,
      Journal journal,
      SpareVoice spareVoice,
      CallSettings settings,
      ExecutorService callThreads,
      TransferGate transfers,
      CallMeters meters) {
    return new Calls(
        new CallRoom(
            identity.node(),
            engine,
            minds,
            pacer,
            disk,
            journal,
            spareVoice,
            settings,
            Clock.systemUTC(),
            callThreads,
            transfers),
        meters);
  }

  @Bean
  TransferGate transferGate(TenantPolicies policies, TrunkDirectory trunks) {
    return new AllowedTransfers(
        new TransferTargets(new DestinationGate(new PhoneNumbers())), policies, trunks);
  }

  @Bean
  TrunkDirectory trunkDirectory(Trunks trunks, ObjectProvider<AddressTrust> trust, Router router) {
    return new TrunkDirectory(
        trunks,
        trust.getIfAvailable(AddressTrust::ofNoOperator),
        (trunk, dialled) ->
            !(router.byNumber(trunk.tenantId(), trunk.trunkId(), dialled)
                instanceof Route.NoSuchNumber));
  }

  @Bean(destroyMethod = "close")
  TrunkWatch trunkWatch(TrunkDirectory trunks) {
    return new TrunkWatch(
        trunks,
        TrunkWatch.USUAL_PERIOD,
        failure -> log.error("the trunks could not be read again: see to the database", failure));
  }

  @Bean
  SipCounters sipCounters() {
    return new SipCounters();
  }

  @Bean
  PhoneDoor phoneDoor(
      Calls calls, Router router, Wire wire, RtpLegSettings settings, Identity identity) {
    return new PhoneDoor(calls, router, wire, settings, identity.sessionIds(), new SecureRandom());
  }

  @Bean(destroyMethod = "close")
  SipEdge sipEdge(
      SipSettings settings, TrunkDirectory trunks, PhoneDoor door, SipCounters counters) {
    return new SipEdge(settings, trunks, door, counters, Clock.systemUTC(), new SecureRandom());
  }

  @Bean
  Dialler dialler(
      Calls calls,
      Router router,
      TrunkDirectory trunks,
      SipEdge edge,
      Wire wire,
      RtpLegSettings settings) {
    return new Dialler(calls, router, trunks, edge, wire, settings, new SecureRandom());
  }

  @Bean
  Newsroom newsroom(Calls calls) {
    return calls.newsroom();
  }

  @Bean
  VoiceSocket voiceSocket(
      Calls calls, Router router, Wire wire, SocketAccess access, Identity identity) {
    return new VoiceSocket(calls, router, wire, access, identity.sessionIds());
  }

  @Bean
  GatewayMeters gatewayMeters(
      PrometheusMeterRegistry registry,
      Calls calls,
      Wire wire,
      Pacer pacer,
      DiskWriter disk,
      JournalCounters journal,
      SipCounters sip) {
    return new GatewayMeters(registry, calls, wire, pacer, disk, journal, sip);
  }
}
