package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.session.Channel;
import io.oratio.runtime.conversation.Answer;
import io.oratio.runtime.conversation.Opening;
import io.oratio.runtime.conversation.Reply;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.TextAgents;
import io.oratio.runtime.conversation.TextStores;
import io.oratio.runtime.model.ModelCounter;
import io.oratio.runtime.model.Models;
import io.oratio.storage.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/// `./oratio chat [AGENT]`: a conversation in text with an agent, in the terminal or for a script.
/// Uses the stores beside a running `up`, or opens them itself.
final class ChatCommand {
  private static final String NODE = "chat-";
  private static final String USAGE =
      "usage: ./oratio chat [AGENT] [--message TEXT]... [--conversation ID] [--json] [--data DIR]"
          + " [--config FILE]";

  private final TextAgents agents;
  private final ChatPrinter printer;
  private final AtomicReference<Optional<Reply>> current = new AtomicReference<>(Optional.empty());

  private ChatCommand(TextAgents agents, ChatPrinter printer) {
    this.agents = agents;
    this.printer = printer;
  }

  /// What was asked for.
  ///
  /// @param messages said one after the other; when there are none, lines are read
  /// @param conversation one that is to go on
  /// @param settings options of `up` that apply here too
  private record Asked(
      String agent,
      List<String> messages,
      Optional<String> conversation,
      boolean isJson,
      List<String> settings) {}

  /// @return 0, or 1 when the agent is not there or the last answer failed
  static int run(List<String> words, BufferedReader in, PrintStream out, boolean isTerminal)
      throws WrongUse, InterruptedException {
    Asked asked = asked(words);
    // Nothing may stand between the words; what goes wrong is said in the conversation.
    System.setProperty("logging.threshold.console", "OFF");
    Settings settings = ReadSettings.of(UpOptions.parse(asked.settings()));
    Clock clock = Clock.systemUTC();
    Models models =
        new Models(
            ModelsOf.settings(settings.model()),
            clock,
            ThreadLocalRandom.current(),
            ModelCounter.NONE);
    try (Stores stores = stores(settings);
        AgentRuntime runtime = AgentRuntime.over(stores, settings);
        TextAgents agents =
            new TextAgents(
                new TextStores(
                    stores.agents(), stores.conversations(), stores.sessions(), stores.facts()),
                runtime.textMind(),
                models,
                runtime.prompts(),
                // A name of its own: what a running `up` has begun is not this process's to mark.
                ModelsOf.text(settings.model(), NODE + ProcessHandle.current().pid()),
                clock,
                () -> UlidCreator.getMonotonicUlid().toString())) {
      if (stores.agents().find(DemoTenant.ID, asked.agent()).isEmpty()) {
        ExampleAgents.install(
            ExampleAgents.missing(stores.agents(), settings.home()), runtime.apply());
      }
      ChatPrinter printer = new ChatPrinter(out, asked.isJson(), isTerminal);
      return new ChatCommand(agents, printer).talk(asked, stores, in, models.isConfigured());
    } catch (ReplyRefused e) {
      System.err.println("oratio: " + e.getMessage());
      return 1;
    }
  }

  private static Asked asked(List<String> words) throws WrongUse {
    List<String> names = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    Optional<String> conversation = Optional.empty();
    boolean json = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--json")) {
        json = true;
        continue;
      }
      if (!word.startsWith("--")) {
        names.add(word);
        continue;
      }
      if (i + 1 == words.size()) {
        throw new WrongUse(word + " needs a value; " + USAGE);
      }
      String value = words.get(++i);
      switch (word) {
        case "--message" -> messages.add(value);
        case "--conversation" -> conversation = Optional.of(value);
        case "--data", "--config" -> {
          settings.add(word);
          settings.add(value);
        }
        default -> throw new WrongUse("chat does not know " + word + "; " + USAGE);
      }
    }
    if (names.size() > 1) {
      throw new WrongUse(USAGE);
    }
    return new Asked(
        names.isEmpty() ? DemoTenant.AGENT : names.getFirst(),
        messages,
        conversation,
        json,
        settings);
  }

  /// Beside a running process, or alone; then the demonstration agent is made if it is missing.
  private static Stores stores(Settings settings) throws WrongUse {
    Stores stores =
        Files.isDirectory(settings.dataDir())
            ? StoresOf.attached(settings)
            : StoresOf.settings(settings);
    try {
      if (stores.agents().find(DemoTenant.ID, DemoTenant.AGENT).isEmpty()) {
        DemoTenant.ensure(stores, Clock.systemUTC());
        DemoTenant.trust(stores, Trusted.of(settings.trust()).networks());
      }
      return stores;
    } catch (RuntimeException | WrongUse e) {
      stores.close();
      throw e;
    }
  }

  private int talk(Asked asked, Stores stores, BufferedReader in, boolean hasModel)
      throws ReplyRefused, InterruptedException {
    Conversation conversation = conversation(asked, stores);
    String id = conversation.conversationId();
    if (asked.conversation().isEmpty()) {
      stores
          .conversations()
          .messages(DemoTenant.ID, id, 0, 1)
          .forEach(it -> printer.greeting(it.content()));
    }
    printer.opened(id, hasModel);
    resume(id, stores);
    Iterator<String> lines = asked.messages().isEmpty() ? lines(in) : asked.messages().iterator();
    Interrupts.onInterrupt(this::interrupted);
    int status = 0;
    boolean isOver = false;
    while (!isOver && lines.hasNext()) {
      String line = lines.next();
      if (line.isBlank()) {
        continue;
      }
      Optional<Answer> answer = said(id, line);
      status = answer.filter(it -> it.status() != Run.Status.FAILED).isPresent() ? 0 : 1;
      isOver = answer.filter(Answer::isEnded).isPresent();
    }
    agents.end(DemoTenant.ID, id, "left");
    printer.closed();
    return status;
  }

  private Conversation conversation(Asked asked, Stores stores) throws ReplyRefused {
    if (asked.conversation().isPresent()) {
      Optional<Conversation> earlier =
          stores.conversations().find(DemoTenant.ID, asked.conversation().get());
      if (earlier.isPresent()) {
        return earlier.get();
      }
      System.err.println("oratio: there is no such conversation; a new one begins");
    }
    return agents.open(Opening.of(DemoTenant.ID, asked.agent(), Channel.API));
  }

  /// Goes on with an answer during which an earlier `chat` was killed.
  private void resume(String id, Stores stores) throws ReplyRefused, InterruptedException {
    stores.conversations().runs(DemoTenant.ID, id, 1).stream()
        .map(Run::node)
        .filter(ChatCommand::isDead)
        .forEach(agents::recover);
    Optional<Reply> reply = agents.resume(DemoTenant.ID, id, printer);
    if (reply.isPresent()) {
      try {
        printer.answered(id, reply.get().answer().get());
      } catch (ExecutionException e) {
        System.err.println("oratio: " + e.getMessage());
      }
    }
  }

  private static boolean isDead(String node) {
    return node.matches(NODE + "\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(node.substring(NODE.length())))
            .filter(ProcessHandle::isAlive)
            .isEmpty();
  }

  private Optional<Answer> said(String id, String line) throws InterruptedException {
    try {
      Reply reply = agents.reply(DemoTenant.ID, id, line, "", printer);
      current.set(Optional.of(reply));
      Answer answer = reply.answer().get();
      printer.answered(id, answer);
      return Optional.of(answer);
    } catch (ReplyRefused | ExecutionException e) {
      System.err.println("oratio: " + e.getMessage());
      return Optional.empty();
    } finally {
      current.set(Optional.empty());
    }
  }

  /// Ctrl-C stops the answer; when nothing is being answered, the program.
  private void interrupted() {
    current
        .get()
        .ifPresentOrElse(
            Reply::cancel,
            () -> {
              printer.closed();
              System.exit(0);
            });
  }

  private Iterator<String> lines(BufferedReader in) {
    return new Iterator<>() {
      private Optional<String> next = Optional.empty();

      @Override
      public boolean hasNext() {
        if (next.isEmpty()) {
          printer.prompt();
          try {
            next = Optional.ofNullable(in.readLine());
          } catch (IOException _) {
            return false;
          }
        }
        return next.isPresent();
      }

      @Override
      public String next() {
        String line = next.orElseThrow(java.util.NoSuchElementException::new);
        next = Optional.empty();
        return line;
      }
    };
  }
}
