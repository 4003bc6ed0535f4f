package io.oratio.standalone;

import io.oratio.runtime.mail.Address;
import io.oratio.runtime.mail.SmtpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Every setting of the process, as it may stand in a file under `oratio:` or in the environment
/// (`ORATIO_SIP_PORT`). Each key has its sentence in `docs/reference.yaml`; a test holds the two
/// together.
@ConfigurationProperties(prefix = "oratio", ignoreUnknownFields = false)
public record Settings(
    @DefaultValue("") String home,
    @DefaultValue("embedded") Profile profile,
    @DefaultValue("data") Path dataDir,
    @DefaultValue("all") Parts parts,
    @DefaultValue("") String node,
    @DefaultValue("") String keysDir,
    @DefaultValue List<String> trust,
    @DefaultValue Sip sip,
    @DefaultValue Http http,
    @DefaultValue Media media,
    @DefaultValue Calls calls,
    @DefaultValue Engine engine,
    @DefaultValue Model model,
    @DefaultValue Storage storage,
    @DefaultValue Bus bus,
    @DefaultValue ApiSettings api,
    @DefaultValue Outbound outbound,
    @DefaultValue Mail mail,
    @DefaultValue Sealing sealing,
    @DefaultValue Tools tools,
    @DefaultValue Log log,
    @DefaultValue Map<String, String> secrets) {
  public Settings {
    require(
        parts == Parts.ALL || storage.records() != Records.EMBEDDED,
        "oratio.parts: processes that run a part each meet in records that both reach; set"
            + " oratio.storage.records to postgres (with oratio.storage.postgres.url) or dynamodb");
    require(
        parts == Parts.ALL || bus.kind() == BusKind.REDIS,
        "oratio.parts: processes that run a part each meet on a bus between them; set"
            + " oratio.bus.kind to redis (with oratio.bus.redis.url)");
  }

  /// What this process runs.
  public enum Parts {
    /// The gateway and the control plane.
    ALL,
    GATEWAY,
    CONTROL;

    boolean hasGateway() {
      return this != CONTROL;
    }

    boolean hasControl() {
      return this != GATEWAY;
    }
  }

  /// The SIP edge.
  public record Sip(
      @DefaultValue("0.0.0.0") String bind,
      @DefaultValue("5060") int port,
      @DefaultValue("") String advertisedAddress) {
    public Sip {
      requirePort("oratio.sip.port", port);
    }
  }

  /// The HTTP side: metrics, health, the voice WebSocket.
  public record Http(@DefaultValue("") String bind, @DefaultValue("8080") int port) {
    public Http {
      requirePort("oratio.http.port", port);
    }
  }

  /// Ports and loops of the sound.
  public record Media(
      @DefaultValue("20000") int firstPort,
      @DefaultValue("29999") int lastPort,
      @DefaultValue("1") int eventLoops,
      @DefaultValue("2s") Duration quarantine) {
    public Media {
      requirePort("oratio.media.first-port", firstPort);
      requirePort("oratio.media.last-port", lastPort);
      require(firstPort < lastPort, "oratio.media.last-port must be above first-port");
      require(eventLoops >= 1 && eventLoops <= 64, "oratio.media.event-loops is 1 to 64");
    }
  }

  /// The limits of calls.
  public record Calls(
      @DefaultValue("200") int max,
      @DefaultValue("50") int perSecond,
      @DefaultValue("8s") Duration ringFor,
      @DefaultValue("1500ms") Duration keyPause,
      @DefaultValue("20s") Duration mediaTimeout,
      @DefaultValue("10s") Duration farewellFor,
      @DefaultValue("3") int engineReopens,
      @DefaultValue("2500ms") Duration deadAirAfter,
      @DefaultValue("30s") Duration drainFor) {
    public Calls {
      require(max >= 1 && max <= 100_000, "oratio.calls.max is 1 to 100000");
      require(perSecond >= 1 && perSecond <= 10_000, "oratio.calls.per-second is 1 to 10000");
      require(engineReopens >= 0 && engineReopens <= 20, "oratio.calls.engine-reopens is 0 to 20");
      positive("oratio.calls.ring-for", ringFor);
      positive("oratio.calls.key-pause", keyPause);
      positive("oratio.calls.media-timeout", mediaTimeout);
      positive("oratio.calls.farewell-for", farewellFor);
      positive("oratio.calls.dead-air-after", deadAirAfter);
      positive("oratio.calls.drain-for", drainFor);
    }
  }

  /// Which engine answers, and how.
  public record Engine(@DefaultValue("auto") EngineName name, @DefaultValue Nova nova) {}

  /// The engines by name.
  public enum EngineName {
    AUTO,
    LOCAL,
    NOVA,
    SCRIPTED
  }

  /// Nova Sonic. Region, credentials and endpoint are the AWS SDK's own settings.
  public record Nova(
      @DefaultValue("amazon.nova-2-sonic-v1:0") String modelId,
      @DefaultValue("matthew") String voice,
      @DefaultValue("20ms") Duration audioEvent,
      @DefaultValue("200") int maxSessions,
      @DefaultValue("false") boolean gateAudioWhileToolPending,
      @DefaultValue("false") boolean trustAllCertificates) {
    public Nova {
      require(!modelId.isBlank(), "oratio.engine.nova.model-id is not blank");
      require(maxSessions >= 1, "oratio.engine.nova.max-sessions is at least 1");
      positive("oratio.engine.nova.audio-event", audioEvent);
    }
  }

  /// Where agents' tools and web pages may reach.
  public record Outbound(
      @DefaultValue("false") boolean plainHttp, @DefaultValue List<String> allowed) {}

  /// Who carries letters: of agents, to people who are asked to help, and of accounts.
  public record Mail(
      @DefaultValue("auto") MailKind kind,
      @DefaultValue("") String host,
      @DefaultValue("587") int port,
      @DefaultValue("starttls") SmtpServer.Security security,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("") String from,
      @DefaultValue("") String handoffTo,
      @DefaultValue List<String> recipients) {
    public Mail {
      requirePort("oratio.mail.port", port);
      require(
          kind != MailKind.SMTP || !host.isBlank(), "oratio.mail.host is needed to send by SMTP");
      require(
          host.isBlank() && kind != MailKind.SES || Address.isOne(from),
          "oratio.mail.from is one plain address");
      require(
          handoffTo.isBlank() || Address.isOne(handoffTo),
          "oratio.mail.handoff-to is one plain address");
    }

    /// What `auto` comes to.
    MailKind carrier() {
      return kind != MailKind.AUTO ? kind : host.isBlank() ? MailKind.TABLE : MailKind.SMTP;
    }

    @Override
    public String toString() {
      return "Mail[" + kind + ", " + host + "]";
    }
  }

  /// The carriers of letters.
  public enum MailKind {
    AUTO,
    TABLE,
    SMTP,
    SES
  }

  /// What seals passwords before they are written. Region, credentials and endpoint of KMS are the
  /// AWS SDK's own settings.
  public record Sealing(@DefaultValue("file") SealingKind kind, @DefaultValue("") String kmsKey) {
    public Sealing {
      require(
          kind != SealingKind.KMS || !kmsKey.isBlank(),
          "oratio.sealing.kms-key is needed to seal under KMS: a key's id, ARN or alias/name");
    }
  }

  /// Where the key that seals lies.
  public enum SealingKind {
    FILE,
    KMS
  }

  /// How the log is written.
  public record Log(@DefaultValue("text") LogFormat format) {}

  /// The forms of a log line.
  public enum LogFormat {
    TEXT,
    JSON
  }

  /// What agents' tools may be.
  public record Tools(@DefaultValue List<String> mcpCommands) {}

  /// The language model of conversations in text; without one the offline agent answers.
  public record Model(
      @DefaultValue("") String provider,
      @DefaultValue("") String baseUrl,
      @DefaultValue("") String name,
      @DefaultValue("") String apiKey,
      @DefaultValue("-1") double temperature,
      @DefaultValue("1024") int answerTokens,
      @DefaultValue("0") double inputPrice,
      @DefaultValue("0") double outputPrice,
      @DefaultValue("0") double budget,
      @DefaultValue("6000") int memoryTokens,
      @DefaultValue("false") boolean quietAfterHandoff,
      @DefaultValue("5s") Duration connectTimeout,
      @DefaultValue("20s") Duration firstTokenTimeout,
      @DefaultValue("60s") Duration timeout,
      @DefaultValue("3") int attempts,
      @DefaultValue FallbackModel fallback) {
    public Model {
      requireProvider("oratio.model.provider", provider);
      require(provider.isBlank() || !name.isBlank(), "oratio.model.name is needed with a provider");
      require(answerTokens >= 1, "oratio.model.answer-tokens is at least 1");
      require(temperature <= 2, "oratio.model.temperature is 0 to 2; below 0 leaves it");
      require(
          inputPrice >= 0 && outputPrice >= 0 && budget >= 0,
          "oratio.model.input-price, output-price and budget are not negative");
      require(memoryTokens >= 200, "oratio.model.memory-tokens is at least 200");
      require(attempts >= 1 && attempts <= 10, "oratio.model.attempts is 1 to 10");
      positive("oratio.model.connect-timeout", connectTimeout);
      positive("oratio.model.first-token-timeout", firstTokenTimeout);
      positive("oratio.model.timeout", timeout);
    }
  }

  /// The model that takes over when the first one does not answer.
  public record FallbackModel(
      @DefaultValue("") String provider,
      @DefaultValue("") String baseUrl,
      @DefaultValue("") String name,
      @DefaultValue("") String apiKey,
      @DefaultValue("0") double inputPrice,
      @DefaultValue("0") double outputPrice) {
    public FallbackModel {
      requireProvider("oratio.model.fallback.provider", provider);
      require(
          provider.isBlank() || !name.isBlank(),
          "oratio.model.fallback.name is needed with a provider");
      require(
          inputPrice >= 0 && outputPrice >= 0,
          "oratio.model.fallback.input-price and output-price are not negative");
    }
  }

  /// Where records and recordings lie.
  public record Storage(
      @DefaultValue("embedded") Records records,
      @DefaultValue("files") ObjectsKind objects,
      @DefaultValue Postgres postgres,
      @DefaultValue DynamoDb dynamodb,
      @DefaultValue Files files,
      @DefaultValue S3 s3) {}

  /// Objects as files; an empty folder is `objects` in the data folder.
  public record Files(@DefaultValue("") String folder) {}

  /// Where events and commands meet.
  public record Bus(@DefaultValue("in-process") BusKind kind, @DefaultValue Redis redis) {}

  /// How nodes meet.
  public enum BusKind {
    IN_PROCESS,
    REDIS
  }

  /// The server between nodes.
  public record Redis(
      @DefaultValue("redis://127.0.0.1:6379") String url, @DefaultValue("") String password) {}

  /// The adapters of the record stores.
  public enum Records {
    EMBEDDED,
    POSTGRES,
    DYNAMODB
  }

  /// The adapters of the object store.
  public enum ObjectsKind {
    FILES,
    S3
  }

  /// A PostgreSQL server of one's own.
  public record Postgres(
      @DefaultValue("jdbc:postgresql://localhost:5432/oratio") String url,
      @DefaultValue("oratio") String user,
      @DefaultValue("") String password,
      @DefaultValue("10") int maxConnections) {
    @Override
    public String toString() {
      return "Postgres[" + url + "]";
    }
  }

  /// DynamoDB; region and credentials are the AWS SDK's own settings.
  public record DynamoDb(
      @DefaultValue("oratio-") String prefix,
      @DefaultValue("") String endpoint,
      @DefaultValue("false") boolean createTables) {}

  /// S3; region and credentials are the AWS SDK's own settings.
  public record S3(
      @DefaultValue("") String bucketPrefix,
      @DefaultValue("") String endpoint,
      @DefaultValue("false") boolean pathStyle,
      @DefaultValue("false") boolean createBuckets) {}

  private static void requireProvider(String key, String provider) {
    require(
        List.of("", "openai-compatible", "ollama", "bedrock").contains(provider),
        key + " is openai-compatible, ollama or bedrock, or empty for none");
  }

  private static void requirePort(String key, int port) {
    require(port >= 0 && port <= 65535, key + " is a port, 0 to 65535 (0 takes any free one)");
  }

  private static void positive(String key, Duration value) {
    require(value.isPositive(), key + " is a duration above zero, for example 10s");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
