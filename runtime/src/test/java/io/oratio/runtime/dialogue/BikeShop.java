package io.oratio.runtime.dialogue;

import io.oratio.domain.session.Channel;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDefinition.Personality;
import io.oratio.runtime.agent.AgentDefinition.Question;
import io.oratio.runtime.agent.AgentDefinition.Rules;
import io.oratio.runtime.agent.AgentDefinition.Settings;
import io.oratio.runtime.agent.AgentDefinition.TextConfig;
import io.oratio.runtime.agent.AgentDefinition.VoiceConfig;
import io.oratio.runtime.agent.DialogueDefinition;
import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An agent of a bicycle workshop, with questions, documents, forms and tools; its today is
/// Saturday, 21 November 2026.
final class BikeShop {
  static final TestEmbedder EMBEDDER = new TestEmbedder();
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneId.of("UTC"));
  static final String HOURS = "We are open Tuesday to Saturday from ten to six.";
  static final String PLACE = "You find us at 5 Mill Lane, behind the station.";
  static final String PUNCTURE = "A puncture is repaired while you wait, in about twenty minutes.";
  static final String WARRANTY = "Every repair carries a warranty of six months.";
  static final String CARDS = "We take cards and cash, but no cheques.";

  private static final TestKnowledge KNOWLEDGE = new TestKnowledge(EMBEDDER, passages());
  private static final DialogueModel MODEL =
      DialogueModel.of(agent(true), DocumentPhrases.of(passages()), EMBEDDER);

  private BikeShop() {}

  static List<Passage> passages() {
    return List.of(
        passage(
            "prices.csv",
            "Prices",
            "Prices > Service",
            "Service: Small service; Price: 49 euros; Duration: 1 day\n"
                + "Service: Full service; Price: 129 euros; Duration: 3 days\n"
                + "Service: Brake adjustment; Price: 25 euros; Duration: same day"),
        passage(
            "rental.md",
            "Rental",
            "Rental > Deposit",
            "We ask for a deposit of 100 euros for every rented bicycle. It is given back when the"
                + " bicycle returns undamaged. Electric bicycles need a deposit of 300 euros."),
        passage(
            "rental.md",
            "Rental",
            "Rental > Children",
            "Child seats carry children up to 22 kilograms. Helmets for children are free of"
                + " charge."),
        passage(
            "storage.md",
            "Winter storage",
            "Winter storage",
            "We store your bicycle from November to March for 60 euros. Batteries are taken out and"
                + " charged every month."));
  }

  private static Passage passage(String path, String title, String place, String text) {
    return new Passage(path, title, place, text, 0);
  }

  static AgentDefinition agent(boolean hasHandoff) {
    return new AgentDefinition(
        1,
        "bike-shop",
        "the Mill Lane bicycle workshop",
        "both",
        "en",
        "UTC",
        List.of(),
        new VoiceConfig("", "", ""),
        new TextConfig("", null, 0),
        "Mill Lane bicycles, hello.",
        new Personality("friendly", "", ""),
        "",
        Map.of(),
        List.of(),
        List.of(
            qa(
                HOURS,
                "When are you open?",
                "What are your opening hours?",
                "Are you open on Saturday?"),
            qa(PLACE, "Where are you?", "What is your address?", "How do I get to your shop?"),
            qa(PUNCTURE, "Can you fix a puncture?", "How long does a flat tyre take?"),
            qa(WARRANTY, "Do you give a warranty?", "What if the repair fails again?"),
            qa(CARDS, "How can I pay?", "Do you take credit cards?")),
        hasHandoff,
        List.of("The caller wants to complain about a repair", "The caller was injured"),
        "",
        "desk",
        List.of(),
        List.of(),
        new Rules(true, false, "", 15, 2, List.of("accident", "brake failure")),
        new Settings("fast", 1800, List.of("my lawyer")),
        dialogue(),
        "");
  }

  private static Question qa(String answer, String... questions) {
    return new Question(List.of(questions), answer);
  }

  private static DialogueDefinition dialogue() {
    return new DialogueDefinition(
        List.of(
            new Intent(
                "book",
                List.of(
                    "I want to book a repair",
                    "Can I bring my bike in for a service?",
                    "I need an appointment for my bicycle"),
                "",
                "repair",
                "",
                false),
            new Intent(
                "status",
                List.of("Is my bike ready?", "What is the status of my repair?"),
                "",
                "status",
                "",
                false),
            new Intent("sell", List.of("I want to sell my old bike"), "", "", "", true),
            new Intent(
                "weather_ride", List.of("Is there a group ride today?"), "", "", "rides", false)),
        List.of(
            new Form(
                "repair",
                List.of(
                    slot("service", "choice", "Which service: small, full or brakes?", services()),
                    slot("day", "date", "On which day will you bring it?", Map.of()),
                    slot("time", "time", "At what time?", Map.of()),
                    slot("name", "name", "What is your name?", Map.of())),
                "A {service} on {day} at {time} for {name}. Is that right?",
                "book_repair",
                Map.of("service", "{service}", "when", "{day}T{time}", "name", "{name}"),
                "Booked for {day}. Your number is {result.number}.",
                "I could not book that. Please call again."),
            new Form(
                "status",
                List.of(
                    new Slot(
                        "ticket", "digits", "What is your ticket number?", "", Map.of(), 4, 6)),
                "",
                "repair_status",
                Map.of("ticket", "{ticket}"),
                "Your bicycle is {result.state}.",
                "")));
  }

  private static Map<String, List<String>> services() {
    Map<String, List<String>> services = new LinkedHashMap<>();
    services.put("small_service", List.of("small", "small one", "basic"));
    services.put("full_service", List.of("full", "big one", "complete"));
    services.put("brakes", List.of("brake", "brake adjustment"));
    return services;
  }

  private static Slot slot(
      String name, String kind, String ask, Map<String, List<String>> choices) {
    return new Slot(name, kind, ask, "", choices, 0, 0);
  }

  static Scene.Facts facts(Channel channel) {
    return new Scene.Facts(
        new TenantId("demo"),
        "bike-shop",
        1,
        "user",
        "session",
        channel,
        "",
        "",
        ZoneId.of("UTC"),
        Map.of());
  }

  static List<ToolSpec> tools(boolean mustConfirm) {
    return List.of(
        tool("hand_off", Authority.READ, false),
        tool("hang_up", Authority.READ, false),
        tool("rides", Authority.READ, false),
        tool("repair_status", Authority.READ, false),
        tool("book_repair", Authority.WRITE, mustConfirm));
  }

  private static ToolSpec tool(String name, Authority authority, boolean mustConfirm) {
    return new ToolSpec(name, name, "{\"type\":\"object\"}", authority, mustConfirm);
  }

  static Dialogue chat() {
    return MODEL.open(KNOWLEDGE, facts(Channel.WIDGET), tools(false), CLOCK);
  }

  /// All that a conversation may ever expect.
  static List<List<String>> states() {
    return MODEL.states();
  }

  static Dialogue phone() {
    return MODEL.open(KNOWLEDGE, facts(Channel.SIP), tools(false), CLOCK);
  }

  static Dialogue confirmed() {
    return MODEL.open(KNOWLEDGE, facts(Channel.WIDGET), tools(true), CLOCK);
  }

  static Dialogue alone() {
    return DialogueModel.of(agent(false), List.of(), EMBEDDER)
        .open(KNOWLEDGE, facts(Channel.WIDGET), List.of(), CLOCK);
  }
}
