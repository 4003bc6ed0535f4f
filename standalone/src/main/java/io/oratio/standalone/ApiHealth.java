package io.oratio.standalone;

import io.oratio.control.web.Dependency;
import io.oratio.domain.object.ObjectName;
import io.oratio.engine.nova.NovaReadiness;
import io.oratio.runtime.mail.Mail;
import io.oratio.storage.Bus;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// What `/health` asks.
@Configuration(proxyBeanMethods = false)
class ApiHealth {
  private static final Duration ALWAYS = Duration.ofSeconds(1);

  /// Others than our own servers are asked more seldom: each question opens a connection there.
  private static final Duration SELDOM = Duration.ofSeconds(30);

  private static final long ROOM_BYTES_MIN = 100L << 20;

  /// Asks something outside of the process.
  private interface Question {
    void ask() throws Exception;
  }

  private record Asked(
      String name, boolean isVital, String meaning, Duration keptFor, Question question)
      implements Dependency {
    @Override
    public void check() throws Exception {
      question.ask();
    }
  }

  @Bean
  @Order(1)
  Dependency recordsHealth(Stores stores) {
    return new Asked(
        "records",
        true,
        "Nothing can be read or changed over the API, and calls are refused.",
        ALWAYS,
        () -> stores.tenants().find(DemoTenant.ID));
  }

  @Bean
  @Order(2)
  Dependency objectsHealth(Stores stores) {
    return new Asked(
        "objects",
        false,
        "Recordings cannot be heard and documents not sent in.",
        ALWAYS,
        () -> stores.objects().size(ObjectName.recordingOf("health")));
  }

  @Bean
  @Order(3)
  Dependency busHealth(Foundation foundation) {
    Bus bus = foundation.bus();
    return new Asked(
        "bus",
        false,
        "Live views stand still and live calls take no orders; calls themselves go on.",
        ALWAYS,
        bus::check);
  }

  @Bean
  @Order(4)
  Dependency mailHealth(Foundation foundation) {
    Mail mail = foundation.runtime().mail();
    return new Asked(
        "mail",
        false,
        "Invitations, links to confirm or to reset, and letters of agents do not leave.",
        SELDOM,
        mail::check);
  }

  @Bean
  @Order(5)
  Dependency knowledgeHealth(Settings settings) {
    Path folder = settings.dataDir().resolve("knowledge");
    return new Asked(
        "knowledge",
        false,
        "Documents cannot be learned; agents answer from what they knew before.",
        ALWAYS,
        () -> {
          if (!Files.isWritable(folder)
              || Files.getFileStore(folder).getUsableSpace() < ROOM_BYTES_MIN) {
            throw new IOException(folder + " cannot be written or has less than 100 MB left");
          }
        });
  }

  @Bean
  @Order(6)
  @Conditional(PartsRun.Gateway.class)
  Dependency engineHealth(Settings settings, Foundation foundation) {
    return new Asked(
        "engine",
        false,
        "Calls are answered with an apology, or not at all.",
        SELDOM,
        () -> {
          if (!foundation.voice().engine().isOnAws()) {
            return;
          }
          var nova =
              NovaReadiness.check(EngineChoice.novaSettings(settings), Duration.ofSeconds(2));
          if (!nova.isAvailable()) {
            throw new IOException(nova.sentence());
          }
        });
  }
}
