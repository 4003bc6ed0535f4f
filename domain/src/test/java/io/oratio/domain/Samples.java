package io.oratio.domain;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.QuestionAndAnswer;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.memory.Fact;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.LineQuality;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Valid records, so that a test names only what it is about.
public final class Samples {
  /// The moment at which samples begin.
  public static final Instant MORNING = Instant.parse("2026-11-21T08:00:00.123456Z");

  /// A text with the characters that stores get wrong: accents, other scripts, a pair of
  /// surrogates, quotes, a tab, line ends, and a word in braces.
  public static final String MANY_SCRIPTS =
      "Grüße, “你好”, привет, שלום, 👩‍🚀 e\u0301 'single' \"double\" \\ back\ttab\r\nline {json} %s";

  private Samples() {}

  /// A tenant id that no other test has.
  public static TenantId newTenant() {
    return new TenantId("t_" + UUID.randomUUID());
  }

  public static Agent agent(TenantId tenantId, String agentId) {
    return new Agent(
        tenantId,
        agentId,
        "user-1",
        "Reception",
        AgentType.VOICE,
        AgentStatus.ACTIVE,
        OptionalInt.empty(),
        MORNING,
        MORNING);
  }

  public static AgentVersion agentVersion(TenantId tenantId, String agentId, int version) {
    return new AgentVersion(
        tenantId,
        agentId,
        version,
        VoiceConfig.english(),
        "Good morning.",
        "You are the reception.",
        List.of(new QuestionAndAnswer(List.of("When are you open?"), "From nine to five.")),
        List.of("hang_up"),
        CallRules.usual(),
        MORNING);
  }

  public static NumberRule numberRule(TenantId tenantId, String numberId, String pattern) {
    return new NumberRule(
        tenantId, numberId, pattern, Optional.empty(), "reception", OptionalInt.empty());
  }

  /// A trunk with everything set.
  public static Trunk trunk(TenantId tenantId, String trunkId) {
    return new Trunk(
        tenantId,
        trunkId,
        "Carrier",
        Optional.of("sip.example.com"),
        5061,
        Trunk.Transport.TLS,
        Optional.of(new Trunk.Credentials("alice", new Secret("wonderland"), "example.com")),
        List.of(Cidr.parse("192.0.2.0/24"), Cidr.parse("2001:db8::/32")),
        List.of("PCMA", "PCMU"),
        true,
        20,
        5,
        Optional.of("+15550100"),
        Optional.of("US"));
  }

  /// A telephone call that has just begun.
  public static Session session(TenantId tenantId, String sessionId, Instant startTime) {
    return session(tenantId, sessionId, startTime, "node-1");
  }

  public static Session session(
      TenantId tenantId, String sessionId, Instant startTime, String node) {
    return new Session(
        tenantId,
        sessionId,
        "reception",
        1,
        "user-1",
        node,
        SessionType.VOICE,
        Channel.SIP,
        SessionStatus.ACTIVE,
        "+15550100",
        "local",
        startTime,
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        new CustomerMetadata(
            Optional.of("baresip"),
            Optional.of("192.0.2.7"),
            Optional.of("call-" + sessionId),
            Optional.of("+15550199")),
        Optional.empty(),
        Optional.empty());
  }

  /// Both sides in turn, a second apart.
  public static Turn turn(int sequence, String content) {
    return new Turn(
        sequence,
        sequence % 2 == 0 ? Turn.Role.USER : Turn.Role.ASSISTANT,
        content,
        MORNING.plusSeconds(sequence),
        Duration.ofSeconds(sequence),
        false,
        "");
  }

  /// The caller hung up after the given time.
  public static Session.Completion completion(Instant endTime) {
    return new Session.Completion(
        SessionStatus.COMPLETED,
        endTime,
        new Ending("completed", "caller_hung_up"),
        Optional.of("oratio-recordings/ses_1/audio.wav"),
        Optional.empty(),
        Optional.of(new LineQuality(1500, 3, 1, 2.25, 18.5, 4.31)));
  }

  /// The knowledge of a version of the reception, not indexed yet.
  public static KnowledgeBase knowledgeBase(TenantId tenantId, int version) {
    return new KnowledgeBase(
        tenantId,
        KnowledgeBase.idOf("reception", version),
        "user-1",
        "reception",
        version,
        "oratio-knowledge-bases/user-1/reception",
        Optional.empty(),
        KnowledgeStatus.NOTREADY,
        "{\"prices.md\": \"what a room costs\"}",
        MORNING,
        MORNING);
  }

  /// A file that was read and indexed.
  public static KnowledgeDocument document(TenantId tenantId, String knowledgeBaseId, String path) {
    return new KnowledgeDocument(
        tenantId,
        knowledgeBaseId,
        path,
        KnowledgeDocument.Source.FILE,
        "what a room costs",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        1234,
        "text/markdown",
        KnowledgeDocument.State.READY,
        Optional.empty(),
        7,
        MORNING);
  }

  /// A tool that was just begun.
  public static ToolExecution toolExecution(TenantId tenantId, String sessionId, String key) {
    return new ToolExecution(
        tenantId,
        sessionId,
        key,
        "book_room",
        ToolExecution.Authority.WRITE,
        "{\"nights\": 2}",
        ToolExecution.State.RUNNING,
        Optional.empty(),
        MORNING,
        Optional.empty());
  }

  public static Fact fact(TenantId tenantId, String subject, String name, String value) {
    return new Fact(tenantId, "reception", subject, name, value, "ses_1", MORNING);
  }

  /// Nobody has read it.
  public static Notification notification(TenantId tenantId, String id, Instant createdAt) {
    return new Notification(
        tenantId,
        id,
        "user-1",
        "reception",
        "ses_1",
        "handoff",
        Notification.Status.UNREAD,
        Notification.Priority.HIGH,
        "A caller asks for a person.",
        Map.of("reason", "asked for a person"),
        false,
        createdAt);
  }

  public static Letter letter(TenantId tenantId, String letterId, Instant createdAt) {
    return new Letter(
        tenantId,
        letterId,
        "reception",
        "ses_1",
        "guest@example.com",
        "Your booking",
        "Two nights.\n",
        createdAt);
  }

  /// A conversation that has just begun.
  public static Conversation conversation(TenantId tenantId, String conversationId) {
    return conversation(tenantId, conversationId, MORNING);
  }

  public static Conversation conversation(
      TenantId tenantId, String conversationId, Instant updatedAt) {
    return new Conversation(
        tenantId,
        conversationId,
        "reception",
        1,
        "visitor-1",
        "",
        0,
        Map.of("page", "prices"),
        Usage.NONE,
        MORNING,
        updatedAt);
  }

  /// Both sides in turn, a second apart.
  public static Message message(int sequence, String content) {
    return new Message(
        "msg_" + sequence,
        sequence,
        sequence % 2 == 1 ? Message.Role.USER : Message.Role.ASSISTANT,
        content,
        "",
        "",
        "{}",
        MORNING.plusSeconds(sequence));
  }

  /// A run that has just begun.
  public static Run run(String conversationId, String runId, String node, Instant startedAt) {
    return new Run(
        runId,
        conversationId,
        Run.Status.RUNNING,
        "corr-" + runId,
        node,
        "",
        Optional.empty(),
        startedAt,
        startedAt);
  }
}
