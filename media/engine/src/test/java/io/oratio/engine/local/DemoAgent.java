package io.oratio.engine.local;

import io.oratio.engine.EngineSetup;
import java.util.List;
import java.util.Optional;

/// An agent of a small shop, with the offline answers the tests ask for.
public final class DemoAgent {
  public static final String GREETING =
      "Hello, this is the offline engine of the demo shop. How can I help you?";
  public static final String HOURS = "We are open from nine to six, Monday to Saturday.";
  public static final String PLACE = "Our office is at twelve Market Street.";
  public static final String REFUND = "You can return anything within thirty days.";
  public static final String PARCEL = "Parcels arrive within two working days.";
  public static final String PRICE = "Shipping costs five dollars.";
  public static final String APPOINTMENT = "I have noted your wish. We will call you back.";
  public static final String PASSWORD = "Choose forgotten password on the sign in page.";
  public static final String PAYMENT = "We take all major credit cards.";
  public static final String RECORDING = "Yes, this call is recorded on our own server.";

  private DemoAgent() {}

  static List<EngineSetup.Answer> answers() {
    return List.of(
        answer(
            HOURS,
            "When are you open?",
            "What are your opening hours?",
            "Are you open on Saturday?",
            "What time do you close today?"),
        answer(
            PLACE,
            "Where are you?",
            "Where is your office?",
            "What is your address?",
            "How do I get to your shop?"),
        answer(
            REFUND,
            "I would like a refund.",
            "Can I get my money back?",
            "How do I return something?",
            "What is your return policy?"),
        answer(
            PARCEL,
            "Where is my order?",
            "When will my package arrive?",
            "I want to track my delivery.",
            "My parcel has not arrived."),
        answer(PRICE, "How much does it cost?", "What are your prices?", "How much is shipping?"),
        answer(
            APPOINTMENT,
            "I would like to book an appointment.",
            "Can I make an appointment for tomorrow?",
            "I need to change my appointment.",
            "Please cancel my appointment."),
        answer(
            PASSWORD,
            "I forgot my password.",
            "I can't log in to my account.",
            "How do I reset my password?"),
        answer(PAYMENT, "How can I pay?", "Do you take credit cards?", "Can I pay by check?"),
        answer(
            RECORDING,
            "Is my call recorded?",
            "Where is the recording of this call?",
            "Do you keep a transcript?"));
  }

  private static EngineSetup.Answer answer(String answer, String... questions) {
    return new EngineSetup.Answer(List.of(questions), answer);
  }

  static EngineSetup setup(int inputRateHz, int outputRateHz) {
    return new EngineSetup(
        "session-1",
        "You are the demo shop.",
        GREETING,
        "en-US",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        inputRateHz,
        outputRateHz,
        List.of(tool("hang_up"), tool("transfer")),
        List.of(),
        answers());
  }

  private static EngineSetup.ToolSpec tool(String name) {
    return new EngineSetup.ToolSpec(name, name, "{\"type\":\"object\"}");
  }
}
