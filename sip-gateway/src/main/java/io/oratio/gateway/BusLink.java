package io.oratio.gateway;

import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.gateway.bus.CommandDesk;
import io.oratio.gateway.bus.LiveNews;
import io.oratio.gateway.bus.OutboundDesk;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Newsroom;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.line.DialOrder;
import io.oratio.gateway.line.DialProgress;
import io.oratio.gateway.line.Dialler;
import io.oratio.gateway.trunk.TrunkWatch;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Joins the voice plane to the bus: news out, commands in, reserved calls dialled. Beside
/// [VoicePlane] it needs the stores of outbound calls and the two ports of the bus.
@Configuration(proxyBeanMethods = false)
public class BusLink {
  @Bean(destroyMethod = "close")
  Newsroom.Watching liveNews(Newsroom newsroom, LiveEvents events) {
    return newsroom.watch(new LiveNews(events, Clock.systemUTC()));
  }

  @Bean(destroyMethod = "close")
  Subscription commandDesk(Commands commands, Calls calls, OutboundDesk desk) {
    return commands.serve(new CommandDesk(calls, desk));
  }

  @Bean(destroyMethod = "close")
  Subscription trunkNudge(LiveEvents events, TrunkWatch watch) {
    return events.subscribeAll(
        event -> {
          if (event.type() == LiveEventType.TELEPHONY_CHANGED) {
            watch.changed();
          }
        });
  }

  @Bean(destroyMethod = "close")
  OutboundDesk outboundDesk(
      OutboundCalls outbound,
      LiveEvents events,
      Dialler dialler,
      Trunks trunks,
      Calls calls,
      VoicePlane.Identity identity,
      ExecutorService callThreads) {
    return new OutboundDesk(
        outbound,
        events,
        new WayOut(dialler, trunks, calls),
        identity.node(),
        identity.sessionIds(),
        Clock.systemUTC(),
        callThreads);
  }

  private record WayOut(Dialler dialler, Trunks trunks, Calls calls)
      implements OutboundDesk.Dialling {
    @Override
    public Optional<Termination> dial(DialOrder order, DialProgress progress) {
      return dialler.dial(order, progress);
    }

    @Override
    public Optional<OutboundDesk.Way> way(OutboundCall call) {
      return trunks.list(call.tenantId()).stream()
          .filter(it -> it.host().isPresent())
          .filter(it -> call.trunkId().map(it.trunkId()::equals).orElse(true))
          .findFirst()
          .map(it -> new OutboundDesk.Way(it.trunkId(), shown(call, it)));
    }

    private static String shown(OutboundCall call, Trunk trunk) {
      return Optional.of(call.from())
          .filter(it -> !it.isBlank())
          .or(trunk::callerId)
          .or(() -> trunk.credentials().map(Trunk.Credentials::username))
          .orElse("anonymous");
    }

    @Override
    public BooleanSupplier isOpen() {
      return () -> !calls.isDraining();
    }
  }
}
