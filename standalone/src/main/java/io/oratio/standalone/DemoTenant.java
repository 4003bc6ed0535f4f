package io.oratio.standalone;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.QuestionAndAnswer;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Trunk;
import io.oratio.engine.EngineSetup;
import io.oratio.storage.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a newcomer finds on the first start: a tenant, an agent that knows a small hotel, a number,
/// and a trunk for this machine. The trunk follows the command line at every start; the rest is
/// made once and then the user's own.
final class DemoTenant {
  static final TenantId ID = new TenantId("demo");
  static final String AGENT = "demo";
  static final String NUMBER = "+15550100";

  private static final String GREETING =
      "Welcome to the Harbour Hotel. I am a demonstration agent of Oratio. How can I help you?";

  private static final String PROMPT =
      """
      You answer the telephone of the Harbour Hotel, a small hotel of forty rooms by the sea. You are friendly and brief:
      one or two short sentences a turn, no lists, no symbols, numbers spoken as words. You speak only of the hotel. If you
      do not know something, say so and offer to take a message. When the caller has nothing more to ask, say goodbye and
      use hang_up.

      What you know:
      Check-in is from three in the afternoon, check-out until eleven in the morning. Breakfast is from seven to ten, on
      Sundays until eleven, and costs twelve dollars. The car park is behind the house and free. Wireless internet is free
      and needs no password. Dogs are welcome for ten dollars a night; other animals are not. The pool is open from eight
      to eight, from May to September. A shuttle to the airport leaves every hour and takes twenty minutes. A double room
      costs one hundred and twenty dollars a night, a single room ninety. A booking can be cancelled free of charge until
      the day before. The restaurant opens for dinner from six to ten; tables need no reservation. The hotel stands at
      twelve Harbour Street.
      """;

  private DemoTenant() {}

  /// Makes what is missing.
  static void ensure(Stores stores, List<Cidr> trusted, Clock clock) {
    Instant now = clock.instant();
    if (stores.tenants().find(ID).isEmpty()) {
      stores.tenants().save(new Tenant(ID, "Demo", now));
    }
    if (stores.agents().find(ID, AGENT).isEmpty()) {
      if (stores.agents().version(ID, AGENT, 1).isEmpty()) {
        stores.agents().add(version(now));
      }
      stores.agents().save(agent(now));
      for (String pattern : List.of(AGENT, NUMBER)) {
        stores
            .numbers()
            .save(
                new NumberRule(
                    ID,
                    "num_" + pattern.replace("+", ""),
                    pattern,
                    Optional.empty(),
                    AGENT,
                    OptionalInt.empty()));
      }
    }
    stores.trunks().save(trunk(trusted));
  }

  /// What an engine is told for the demo agent, so that it can be made ready before the first call.
  static EngineSetup setup(AgentVersion version) {
    return new EngineSetup(
        "ready",
        version.prompt(),
        version.greeting(),
        version.voiceConfig().language(),
        version.voiceConfig().voice(),
        version.voiceConfig().engineModel(),
        version.voiceConfig().endpointingSensitivity(),
        8000,
        8000,
        List.of(),
        List.of(),
        version.questionsAndAnswers().stream()
            .map(it -> new EngineSetup.Answer(it.questions(), it.answer()))
            .toList());
  }

  private static Agent agent(Instant now) {
    return new Agent(
        ID,
        AGENT,
        "demo",
        "Harbour Hotel",
        AgentType.BOTH,
        AgentStatus.ACTIVE,
        OptionalInt.of(1),
        now,
        now);
  }

  private static AgentVersion version(Instant now) {
    return new AgentVersion(
        ID,
        AGENT,
        1,
        VoiceConfig.english(),
        GREETING,
        PROMPT,
        questionsAndAnswers(),
        List.of("hang_up"),
        CallRules.usual(),
        now);
  }

  /// Whoever calls from a trusted address is this trunk.
  private static Trunk trunk(List<Cidr> trusted) {
    return new Trunk(
        ID,
        "local",
        "Whoever is trusted by the operator",
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        Optional.empty(),
        trusted,
        List.of("PCMU", "PCMA"),
        true,
        100_000,
        10_000);
  }

  private static List<QuestionAndAnswer> questionsAndAnswers() {
    return List.of(
        answer(
            "Breakfast is from seven to ten, and on Sundays until eleven. It costs twelve dollars.",
            "what time is breakfast",
            "when is breakfast served",
            "how much is breakfast",
            "is breakfast included"),
        answer(
            "You can check in from three in the afternoon.",
            "when can i check in",
            "what time is check in",
            "can i arrive early"),
        answer(
            "Check-out is until eleven in the morning.",
            "what time is check out",
            "when do i have to check out",
            "can i leave late"),
        answer(
            "The car park is behind the house, and it is free.",
            "where can i park my car",
            "do you have parking",
            "how much is parking"),
        answer(
            "Wireless internet is free and needs no password.",
            "do you have wireless internet",
            "is there wifi",
            "what is the wifi password"),
        answer(
            "Dogs are welcome for ten dollars a night. Other animals are not.",
            "can i bring my dog",
            "are pets allowed",
            "do you take animals"),
        answer(
            "The pool is open from eight to eight, from May to September.",
            "do you have a swimming pool",
            "when is the pool open",
            "what are the pool opening hours"),
        answer(
            "A shuttle to the airport leaves every hour and takes twenty minutes.",
            "how do i get to the airport",
            "is there an airport shuttle",
            "do you have a shuttle bus"),
        answer(
            "A double room costs one hundred and twenty dollars a night, a single room ninety.",
            "how much is a room",
            "what does a double room cost",
            "what is the price of a single room"),
        answer(
            "You can cancel your booking free of charge until the day before.",
            "can i cancel my booking",
            "i want to cancel my reservation",
            "what is the cancellation policy"),
        answer(
            "The restaurant is open for dinner from six to ten. You need no reservation.",
            "when does the restaurant open",
            "can i have dinner at the hotel",
            "do i need to reserve a table"),
        answer(
            "The hotel stands at twelve Harbour Street, by the sea.",
            "where is the hotel",
            "what is your address",
            "how do i find you"));
  }

  private static QuestionAndAnswer answer(String answer, String... questions) {
    return new QuestionAndAnswer(List.of(questions), answer);
  }
}
