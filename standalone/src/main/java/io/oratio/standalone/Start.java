package io.oratio.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Turns the command line into settings, adds the defaults of the profile, and turns ports that
/// were only hoped for into ports that are free: after the files are read, before anything reads
/// settings.
final class Start implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  private final UpOptions options;

  Start(UpOptions options) {
    this.options = options;
  }

  @Override
  public int getOrder() {
    // Behind the files, before the log is opened, whose place is a setting.
    return EnvironmentPostProcessorApplicationListener.DEFAULT_ORDER + 5;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    try {
      prepare(event.getEnvironment());
    } catch (WrongUse e) {
      throw new CannotStart(e.getMessage(), e);
    }
  }

  private void prepare(ConfigurableEnvironment environment) throws WrongUse {
    Map<String, Object> asked = new LinkedHashMap<>();
    options.data().ifPresent(it -> asked.put("oratio.data-dir", it));
    options.profile().ifPresent(it -> asked.put("oratio.profile", it));
    options.engine().ifPresent(it -> asked.put("oratio.engine.name", it));
    options.only().ifPresent(it -> asked.put("oratio.parts", it));
    options.sipPort().ifPresent(it -> asked.put("oratio.sip.port", it));
    options.httpPort().ifPresent(it -> asked.put("oratio.http.port", it));
    options.readyFile().ifPresent(it -> asked.put("oratio-ready-file", it));
    for (int i = 0; i < options.trust().size(); i++) {
      asked.put("oratio.trust[" + i + "]", options.trust().get(i));
    }
    environment.getPropertySources().addFirst(new MapPropertySource("command line", asked));
    ConfigurationPropertySources.attach(environment);
    Profile.settle(environment);
    Settings settings = Binder.get(environment).bindOrCreate("oratio", Settings.class);
    boolean isOpen = !settings.trust().isEmpty();

    Map<String, Object> found = new LinkedHashMap<>();
    InetAddress httpBind =
        address(
            "oratio.http.bind",
            settings.http().bind().isBlank()
                ? (isOpen ? "0.0.0.0" : "127.0.0.1")
                : settings.http().bind());
    int http =
        Ports.http(
            httpBind, settings.http().port(), environment.containsProperty("oratio.http.port"));
    found.put("oratio.http.port", http);
    found.put("oratio.http.bind", httpBind.getHostAddress());
    if (settings.parts().hasGateway()) {
      found.put(
          "oratio.sip.port",
          Ports.sip(
              address("oratio.sip.bind", settings.sip().bind()),
              settings.sip().port(),
              environment.containsProperty("oratio.sip.port")));
    }
    found.put("server.port", http);
    found.put("server.address", httpBind.getHostAddress());
    Path data = settings.dataDir().toAbsolutePath().normalize();
    found.put("oratio.data-dir", data.toString());
    found.put("logging.file.name", data.resolve("logs").resolve(log(settings.parts())).toString());
    if (settings.log().format() == Settings.LogFormat.JSON) {
      found.put("logging.structured.format.file", LogLine.class.getName());
      found.put("logging.structured.format.console", LogLine.class.getName());
    }
    environment.getPropertySources().addFirst(new MapPropertySource("what was found", found));
  }

  /// Processes that share a data folder each write a log of their own.
  private static String log(Settings.Parts parts) {
    return switch (parts) {
      case ALL -> "oratio.log";
      case GATEWAY -> "gateway.log";
      case CONTROL -> "control.log";
    };
  }

  private static InetAddress address(String key, String literal) throws WrongUse {
    try {
      if (literal.matches("[0-9a-fA-F:.]+")) {
        return InetAddress.getByName(literal);
      }
    } catch (UnknownHostException _) {
      // said below
    }
    throw new WrongUse(key + " needs an address of this machine, not " + literal);
  }
}
