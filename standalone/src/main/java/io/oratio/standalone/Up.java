package io.oratio.standalone;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;

/// `./oratio up`: everything in one process, until Ctrl-C.
final class Up {
  private Up() {}

  static int run(List<String> words) throws WrongUse {
    UpOptions options = UpOptions.parse(words);
    Start start = new Start(options);
    SpringApplication application =
        new SpringApplicationBuilder(StandaloneApplication.class)
            .listeners(start)
            .logStartupInfo(false)
            .build();
    Optional<Tracing> tracing = Tracing.open(System.getenv());
    try {
      ConfigurableApplicationContext context = application.run(options.words());
      Thread.currentThread().setName("oratio");
      context.getBean(Running.class).untilStopped();
      return 0;
    } catch (
        RuntimeException
            e) { // the root of the process: said in one sentence, the stack is in the log
      Optional<String> sentence = sentence(e);
      System.err.println("oratio: cannot start: " + sentence.orElse(e.toString()));
      if (sentence.isEmpty()) {
        e.printStackTrace();
      }
      return 1;
    } finally {
      tracing.ifPresent(Tracing::close);
    }
  }

  /// The sentence that helps: what a setting or a store says of itself, and of which key.
  static Optional<String> sentence(Throwable failure) {
    Optional<String> key = Optional.empty();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException bind) {
        key =
            Optional.of(
                bind.getProperty() == null
                    ? bind.getName().toString()
                    : bind.getProperty().getName().toString());
      }
      boolean plain =
          cause instanceof WrongUse
              || cause instanceof CannotStart
              || cause.getClass().getName().startsWith("io.oratio.storage.");
      if (plain || cause.getCause() == null && key.isPresent()) {
        String words = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return Optional.of(
            key.filter(it -> !words.contains(it)).map(it -> it + ": ").orElse("") + words);
      }
    }
    return Optional.empty();
  }
}
