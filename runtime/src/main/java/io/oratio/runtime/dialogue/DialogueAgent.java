package io.oratio.runtime.dialogue;

import io.oratio.domain.session.Channel;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.Uses.Purpose;
import io.oratio.runtime.dialogue.Uses.Use;
import io.oratio.runtime.dialogue.form.FormFilling;
import io.oratio.runtime.dialogue.form.SlotReader;
import io.oratio.runtime.dialogue.form.Template;
import io.oratio.runtime.dialogue.form.Value;
import io.oratio.runtime.dialogue.grammar.Dates;
import io.oratio.runtime.dialogue.grammar.YesNo;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The agent without a model in one conversation. First come words of danger, then a form that is
/// being filled, then what it asked itself, then the agent's own phrases and documents; what it
/// does not know it says.
public final class DialogueAgent implements Dialogue {
  private static final Set<Channel> VOICES =
      EnumSet.of(Channel.SIP, Channel.WEBRTC, Channel.WEBSOCKET);

  static final String HAND_OFF = "hand_off";
  static final String HANG_UP = "hang_up";
  static final String TRANSFER = "transfer";

  private static final int LONGEST_TEXT_CHARS = 2000;
  private static final int MISSES_TO_GIVE_UP = 3;
  private static final int MISSES_TO_OFFER = 2;

  private final DialogueModel model;
  private final AgentDefinition agent;
  private final Topics topics;
  private final Uses uses;
  private final SlotReader reader;
  private Optional<FormFilling> form = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();
  private boolean hasSaidOffline;
  private int misses;
  private int offered;
  private String last;

  /// What it asked and waits for, outside of forms.
  private sealed interface Waiting {
    record OfPerson() implements Waiting {}

    record OfWhich(Match first, Match second) implements Waiting {}

    record OfAnythingElse() implements Waiting {}

    record OfYes(Use use, String question) implements Waiting {}
  }

  DialogueAgent(
      DialogueModel model,
      Knowledge knowledge,
      Scene.Facts facts,
      Collection<ToolSpec> tools,
      Clock clock) {
    this.model = model;
    this.agent = model.agent();
    this.topics = new Topics(model, knowledge, facts);
    this.uses = new Uses(tools);
    ZoneId zone = zone(agent, facts);
    boolean isMonthFirst = agent.language().equalsIgnoreCase("en-US");
    this.reader =
        new SlotReader(
            () -> new Dates(LocalDate.now(clock.withZone(zone)), isMonthFirst),
            VOICES.contains(facts.channel()));
    this.last = agent.greeting();
  }

  private static ZoneId zone(AgentDefinition agent, Scene.Facts facts) {
    try {
      return agent.timeZone().isBlank() ? facts.timeZone() : ZoneId.of(agent.timeZone());
    } catch (DateTimeException _) {
      return facts.timeZone();
    }
  }

  @Override
  public List<String> vocabulary() {
    return model.vocabulary();
  }

  @Override
  public List<String> expected() {
    if (waiting.isPresent()) {
      return switch (waiting.get()) {
        case Waiting.OfPerson(), Waiting.OfAnythingElse(), Waiting.OfYes(_, _) ->
            Vocabulary.YES_OR_NO;
        case Waiting.OfWhich(_, _) -> List.of();
      };
    }
    return form.map(it -> it.asked().map(Vocabulary::answers).orElse(Vocabulary.YES_OR_NO))
        .orElse(List.of());
  }

  @Override
  public Reply replyTo(String words, boolean isSure) {
    String bounded = words.substring(0, Math.min(LONGEST_TEXT_CHARS, words.length()));
    Said said = Said.of(bounded, isSure);
    if (said.tokens().isEmpty()) {
      return silence();
    }
    Reply reply = decide(said);
    if (reply.kind() != Kind.REJECT) {
      misses = 0;
    }
    return remembered(reply);
  }

  private Reply remembered(Reply reply) {
    if (!reply.words().isBlank()) {
      last = reply.words();
    }
    return reply;
  }

  private static Reply silence() {
    return new Reply("", Kind.SILENCE, List.of(), List.of());
  }

  private static Reply reply(Kind kind, String words) {
    return new Reply(words, kind, List.of(), List.of());
  }

  private Reply decide(Said said) {
    if (Topics.names(agent.rules().dangerWords(), said)) {
      return handOff("danger words", Wording.HANDING_OFF, Wording.DANGER_ALONE);
    }
    if (Topics.names(agent.settings().escalationTriggers(), said)) {
      return handOff("escalation trigger", Wording.HANDING_OFF, Wording.NO_PERSON);
    }
    if (waiting.isPresent()) {
      Waiting open = waiting.get();
      waiting = Optional.empty();
      Optional<Reply> answer = answered(open, said);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return form.isPresent() ? inForm(form.get(), said) : open(said);
  }

  private Optional<Reply> answered(Waiting open, Said said) {
    Optional<Boolean> yes = said.isSure() ? YesNo.find(said.tokens()) : Optional.empty();
    return switch (open) {
      case Waiting.OfPerson() ->
          yes.map(
              it ->
                  it
                      ? handOff("asked for a person", Wording.HANDING_OFF, Wording.NO_PERSON)
                      : reply(Kind.ASK, form.map(FormFilling::question).orElse(Wording.WHAT_ELSE)));
      case Waiting.OfAnythingElse() ->
          yes.filter(_ -> said.tokens().size() <= 4)
              .map(it -> it ? reply(Kind.ASK, Wording.WHAT_ELSE) : farewell());
      case Waiting.OfWhich(Match first, Match second) ->
          topics.chosen(said, first, second).map(it -> act(it, said));
      case Waiting.OfYes(Use use, String question) -> confirmed(use, question, said, yes);
    };
  }

  private Optional<Reply> confirmed(Use use, String question, Said said, Optional<Boolean> yes) {
    if (yes.isPresent()) {
      return Optional.of(
          yes.get()
              ? new Reply("", Kind.ANSWER, List.of(), List.of(uses.begin(use)))
              : reply(Kind.ANSWER, Wording.NOT_DONE));
    }
    if (Wish.in(said.tokens()).isPresent() || said.isQuestion()) {
      return Optional.empty();
    }
    waiting = Optional.of(new Waiting.OfYes(use, question));
    return Optional.of(reply(Kind.ASK, Wording.YES_OR_NO + " " + question));
  }

  // --- without a form ---

  private Reply open(Said said) {
    Optional<Wish> wish = said.isSure() ? Wish.in(said.tokens()) : Optional.empty();
    Topics.Finding finding = topics.find(said);
    boolean isOwnPhrase =
        finding.best().filter(it -> it.lexical() > 0.97 || it.score() > 0.85).isPresent()
            && !Wish.isPlainGoodbye(said.tokens());
    if (wish.isPresent() && !isOwnPhrase) {
      return reply(wish.get());
    }
    return switch (topics.decide(finding, said)) {
      case Topics.Decision.Act(Match match) -> act(match, said);
      case Topics.Decision.Which(Match first, Match second) -> {
        waiting = Optional.of(new Waiting.OfWhich(first, second));
        yield reply(Kind.ASK, Wording.which(first.asked(), second.asked()));
      }
      case Topics.Decision.Read(String words, Passage source) ->
          new Reply(words, Kind.ANSWER, List.of(source), List.of());
      case Topics.Decision.Unknown() -> reject(said);
    };
  }

  private Reply reply(Wish wish) {
    return switch (wish) {
      case LEAVE -> farewell();
      case PERSON -> handOff("asked for a person", Wording.HANDING_OFF, Wording.NO_PERSON);
      case REPEAT -> reply(Kind.ANSWER, last.isBlank() ? offer() : last);
      case WHO -> {
        hasSaidOffline = true;
        yield reply(Kind.ANSWER, agentName() + Wording.WHO + " " + offer());
      }
      case HELP -> reply(Kind.ANSWER, offer());
      case GREETING -> reply(Kind.ANSWER, Wording.GREETING);
      case THANKS -> {
        waiting = Optional.of(new Waiting.OfAnythingElse());
        yield reply(Kind.ANSWER, Wording.WELCOME);
      }
      case CANCEL -> reply(Kind.ANSWER, "All right. " + Wording.WHAT_ELSE);
      case YES, NO -> reply(Kind.ASK, Wording.WHAT_ELSE);
    };
  }

  private String agentName() {
    return agent.agentName().isBlank() ? "" : "This is " + agent.agentName() + ". ";
  }

  private Reply farewell() {
    form = Optional.empty();
    return uses.has(HANG_UP)
        ? new Reply(
            Wording.GOODBYE,
            Kind.FAREWELL,
            List.of(),
            List.of(deed(HANG_UP, Map.of("reason", "the other side said goodbye"))))
        : reply(Kind.FAREWELL, Wording.GOODBYE);
  }

  private Reply.Tool deed(String tool, Map<String, ?> arguments) {
    return uses.begin(new Use(tool, Uses.json(arguments), Purpose.DEED, ""));
  }

  private Reply handOff(String reason, String words, String otherwise) {
    form = Optional.empty();
    waiting = Optional.empty();
    if (uses.has(HAND_OFF)) {
      return new Reply(
          words, Kind.HANDOFF, List.of(), List.of(deed(HAND_OFF, Map.of("reason", reason))));
    }
    if (agent.humanHandoffEnabled()) {
      return reply(Kind.HANDOFF, words);
    }
    Optional<AgentDefinition.Target> target = agent.transferTargets().stream().findFirst();
    return uses.has(TRANSFER) && target.isPresent()
        ? new Reply(
            words,
            Kind.HANDOFF,
            List.of(),
            List.of(deed(TRANSFER, Map.of("target", target.get().name()))))
        : reply(Kind.REJECT, otherwise);
  }

  private Reply reject(Said said) {
    misses++;
    String sorry =
        !said.isSure() ? Wording.UNHEARD : misses > 1 ? Wording.UNKNOWN_AGAIN : Wording.UNKNOWN;
    if (misses >= MISSES_TO_OFFER && canHandOff()) {
      waiting = Optional.of(new Waiting.OfPerson());
      return reply(Kind.REJECT, sorry + " " + Wording.OFFER_PERSON);
    }
    String offline = hasSaidOffline ? "" : " " + Wording.OFFLINE;
    hasSaidOffline = true;
    return reply(Kind.REJECT, sorry + offline + " " + offer());
  }

  private boolean canHandOff() {
    return agent.humanHandoffEnabled() || uses.has(HAND_OFF);
  }

  private String offer() {
    return Wording.offer(topics.examples(offered++));
  }

  private Reply act(Match match, Said said) {
    return switch (match.target()) {
      case Target.Known(var question) -> reply(Kind.ANSWER, question.answer());
      case Target.Condition(String words) -> handOff(words, Wording.HANDING_OFF, Wording.NO_PERSON);
      case Target.Wanted(Intent intent) -> serve(intent, said);
    };
  }

  private Reply serve(Intent intent, Said said) {
    if (intent.handoff()) {
      String words = intent.reply().isBlank() ? Wording.HANDING_OFF : intent.reply();
      return handOff(intent.name().replace('_', ' '), words, Wording.NO_PERSON);
    }
    Optional<Form> wanted = model.form(intent.form());
    if (wanted.isPresent()) {
      FormFilling filling = new FormFilling(wanted.get(), reader);
      form = Optional.of(filling);
      return after(filling, filling.begin(said.text()), intent.reply());
    }
    if (!intent.tool().isBlank()) {
      boolean speaksOfResult = intent.reply().contains("{result");
      Use use = new Use(intent.tool(), "{}", Purpose.INTENT, speaksOfResult ? intent.reply() : "");
      return new Reply(
          speaksOfResult ? "" : intent.reply(), Kind.ANSWER, List.of(), List.of(uses.begin(use)));
    }
    return reply(Kind.ANSWER, intent.reply());
  }

  // --- in a form ---

  private Reply inForm(FormFilling filling, Said said) {
    Optional<Reply> wish =
        said.isSure()
            ? Wish.in(said.tokens()).flatMap(it -> inForm(it, filling, said))
            : Optional.empty();
    if (wish.isPresent()) {
      return wish.get();
    }
    boolean isUnderstood = filling.wouldUnderstand(said.text());
    if (!isUnderstood || said.isQuestion()) {
      Optional<Reply> aside =
          aside(filling, said, isUnderstood && !filling.takesAnything() && !said.isForFacts());
      if (aside.isPresent()) {
        return aside.get();
      }
    }
    boolean mustBeSure = filling.isConfirming() || filling.form().confirm().isBlank();
    if (!said.isSure() && mustBeSure) {
      return reply(Kind.ASK, Wording.UNHEARD + " " + filling.question());
    }
    return after(filling, filling.hear(said.text()), "");
  }

  private Optional<Reply> inForm(Wish wish, FormFilling filling, Said said) {
    return switch (wish) {
      case LEAVE -> Wish.isPlainGoodbye(said.tokens()) ? Optional.of(farewell()) : Optional.empty();
      case PERSON -> Optional.of(reply(wish));
      case CANCEL -> {
        form = Optional.empty();
        yield Optional.of(reply(Kind.ANSWER, Wording.CANCELLED));
      }
      case REPEAT -> Optional.of(reply(Kind.ASK, filling.question()));
      case WHO -> Optional.of(reply(Kind.ASK, Wording.WHO + " " + filling.question()));
      case HELP -> Optional.of(reply(Kind.ASK, filling.help() + " " + filling.question()));
      case GREETING, THANKS, YES, NO -> Optional.empty();
    };
  }

  // A question in between is answered, then the form goes on; another wish takes its place.
  private Optional<Reply> aside(FormFilling filling, Said said, boolean isAnswerToo) {
    Topics.Finding finding = topics.find(said);
    Optional<Match> best = finding.best().filter(it -> !isSame(it, filling));
    if (isAnswerToo && best.filter(it -> it.score() >= Topics.CERTAIN).isEmpty()) {
      return Optional.empty();
    }
    Topics.Decision decision = topics.decide(finding, said);
    return switch (decision) {
      case Topics.Decision.Act(Match match) when isSame(match, filling) -> Optional.empty();
      case Topics.Decision.Act(Match match) -> actAside(match, filling, said);
      case Topics.Decision.Which(Match first, _) ->
          isSame(first, filling) ? Optional.empty() : actAside(first, filling, said);
      case Topics.Decision.Read(String words, Passage source) ->
          said.isQuestion() && !isAnswerToo
              ? Optional.of(
                  new Reply(
                      words + " " + filling.question(), Kind.ANSWER, List.of(source), List.of()))
              : Optional.empty();
      case Topics.Decision.Unknown() ->
          said.isQuestion() && said.isSure() && !filling.wouldUnderstand(said.text())
              ? Optional.of(reply(Kind.REJECT, Wording.UNKNOWN + " " + filling.question()))
              : Optional.empty();
    };
  }

  private static boolean isSame(Match match, FormFilling filling) {
    return match.target() instanceof Target.Wanted(Intent intent)
        && intent.form().equals(filling.form().name());
  }

  private Optional<Reply> actAside(Match match, FormFilling filling, Said said) {
    if (match.target() instanceof Target.Wanted(Intent intent)
        && (!intent.form().isBlank() || !intent.tool().isBlank())
        && match.score() < Topics.CERTAIN) {
      return Optional.empty();
    }
    Reply reply = act(match, said);
    boolean goesOn = form.equals(Optional.of(filling)) && reply.kind() == Kind.ANSWER;
    return Optional.of(
        goesOn
            ? new Reply(
                reply.words() + " " + filling.question(),
                Kind.ANSWER,
                reply.sources(),
                reply.tools())
            : reply);
  }

  private Reply after(FormFilling filling, FormFilling.Step step, String lead) {
    String before = lead.isBlank() ? "" : lead + " ";
    return switch (step) {
      case FormFilling.Step.Ask(String question) ->
          filling.isConfirming() && uses.mustConfirm(filling.form().tool())
              ? useOf(filling, lead, Kind.ASK)
              : reply(Kind.ASK, before + question);
      case FormFilling.Step.Complete() -> complete(filling, lead);
      case FormFilling.Step.Missed(String question, int times) -> missed(question, times);
    };
  }

  private Reply missed(String question, int times) {
    if (times < MISSES_TO_GIVE_UP) {
      return reply(Kind.ASK, question);
    }
    if (canHandOff()) {
      waiting = Optional.of(new Waiting.OfPerson());
      return reply(Kind.REJECT, Wording.UNHEARD + " " + Wording.OFFER_PERSON);
    }
    form = Optional.empty();
    return reply(Kind.REJECT, Wording.GIVE_UP);
  }

  private Reply complete(FormFilling filling, String lead) {
    if (!filling.form().tool().isBlank()) {
      return useOf(filling, lead, Kind.ANSWER);
    }
    form = Optional.empty();
    return reply(Kind.ANSWER, done(filling, Uses.read("{}")));
  }

  // A tool that must be confirmed is used before the question too: only the yes after that counts.
  private Reply useOf(FormFilling filling, String lead, Kind kind) {
    Map<String, Object> arguments =
        Template.arguments(filling.form().arguments(), filling.values());
    Use use = new Use(filling.form().tool(), Uses.json(arguments), Purpose.FORM, "");
    return new Reply(lead, kind, List.of(), List.of(uses.begin(use)));
  }

  private String done(FormFilling filling, Uses.Result result) {
    Map<String, Value> values = filling.values();
    String words =
        Template.sentences(
            filling.form().done(),
            name ->
                name.startsWith("result.")
                    ? result.member(name.substring("result.".length()))
                    : Optional.ofNullable(values.get(name)).map(Value::spoken));
    return words.isBlank() ? result.say().orElse(Wording.DONE) : words;
  }

  // --- tools ---

  @Override
  public Reply toolAnswered(String toolUseId, String json) {
    Optional<Use> use = uses.answered(toolUseId);
    if (use.isEmpty()) {
      return silence();
    }
    Uses.Result result = Uses.read(json);
    return remembered(
        switch (use.get().purpose()) {
          case FORM -> formAnswered(use.get(), result);
          case INTENT -> intentAnswered(use.get(), result);
          case DEED -> deedAnswered(result);
        });
  }

  private Reply formAnswered(Use use, Uses.Result result) {
    if (form.isEmpty()) {
      return silence();
    }
    FormFilling filling = form.get();
    if (result.isQuestion() && filling.isConfirming()) {
      return reply(Kind.ASK, filling.question());
    }
    if (result.isQuestion()) {
      return ask(use, result);
    }
    form = Optional.empty();
    if (result.isFailed()) {
      String failed = filling.form().failed();
      return reply(Kind.ANSWER, failed.isBlank() ? Wording.FAILED : failed);
    }
    waiting = Optional.of(new Waiting.OfAnythingElse());
    return reply(Kind.ANSWER, done(filling, result));
  }

  private Reply ask(Use use, Uses.Result result) {
    waiting = Optional.of(new Waiting.OfYes(use, result.question()));
    return reply(Kind.ASK, result.question());
  }

  private Reply intentAnswered(Use use, Uses.Result result) {
    if (result.isQuestion()) {
      return ask(use, result);
    }
    if (result.isFailed()) {
      return reply(Kind.ANSWER, Wording.FAILED);
    }
    String words =
        Template.sentences(
            use.reply(),
            name ->
                name.startsWith("result.")
                    ? result.member(name.substring("result.".length()))
                    : Optional.empty());
    String said = words.isBlank() ? result.say().orElseGet(() -> listed(result)) : words;
    return said.isBlank() ? silence() : reply(Kind.ANSWER, said);
  }

  // A result nobody gave words for: its plain members, one after the other.
  private static String listed(Uses.Result result) {
    List<String> members = new ArrayList<>();
    result
        .json()
        .properties()
        .forEach(
            it -> {
              if (it.getValue().isValueNode() && !it.getValue().isNull() && members.size() < 5) {
                members.add(it.getKey().replace('_', ' ') + ": " + it.getValue().asString());
              }
            });
    return members.isEmpty() ? "" : String.join(", ", members) + ".";
  }

  private Reply deedAnswered(Uses.Result result) {
    if (result.isFailed()) {
      return reply(Kind.ANSWER, Wording.FAILED);
    }
    return result.say().map(it -> reply(Kind.ANSWER, it)).orElseGet(DialogueAgent::silence);
  }
}
