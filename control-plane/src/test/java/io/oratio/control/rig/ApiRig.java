package io.oratio.control.rig;

import io.oratio.control.ControlPlane;
import io.oratio.control.limit.Budget;
import io.oratio.control.limit.InProcessRateLimits;
import io.oratio.control.web.Caller;
import io.oratio.control.web.RateLimits;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The control plane on a free port of loopback for one test class. Its stores are in memory or,
/// with `-Doratio.test.stores=aws`, those of the `aws` profile. Callers are made known by the test;
/// nobody signs in.
public final class ApiRig implements AutoCloseable {
  /// Says which stores there are: `memory` or `aws`.
  public static final String STORES = "oratio.test.stores";

  private final ServletWebServerApplicationContext context;
  private final HttpClient http;
  private final ContractWatch watch = new ContractWatch();
  private final FakeAuthentication authentication;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({ControlPlane.class, RigParts.class})
  static class Application {
    @Bean
    FakeAuthentication fakeAuthentication() {
      return new FakeAuthentication();
    }

    /// Tests ask often; one that is about limits brings its own.
    @Bean
    @ConditionalOnMissingBean
    RateLimits rateLimits() {
      return new InProcessRateLimits(
          Budget.usual().stream().map(it -> new Budget(it.name(), 1_000_000, it.window())).toList(),
          System::nanoTime);
    }
  }

  private ApiRig(ServletWebServerApplicationContext context) {
    this.context = context;
    this.authentication = context.getBean(FakeAuthentication.class);
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /// Starts it.
  ///
  /// @param features configurations, or single beans, that a test is about
  public static ApiRig start(Class<?>... features) {
    return start(Map.of(), features);
  }

  /// Starts it with other properties of Spring's.
  public static ApiRig start(Map<String, Object> properties, Class<?>... features) {
    List<Class<?>> sources = new ArrayList<>(List.of(features));
    sources.add(Application.class);
    Map<String, Object> all = new HashMap<>();
    all.put("server.port", "0");
    all.put("server.address", "127.0.0.1");
    all.put("server.shutdown", "immediate");
    all.put("server.tomcat.connection-timeout", "5s");
    all.put("server.max-http-request-header-size", "16KB");
    all.put("spring.threads.virtual.enabled", "true");
    all.put("spring.main.banner-mode", "off");
    all.put("spring.jmx.enabled", "false");
    all.put("logging.level.root", "WARN");
    all.putAll(properties);
    SpringApplicationBuilder application = new SpringApplicationBuilder().properties(all);
    if (isOnAws()) {
      application.initializers(new AwsStores());
    } else {
      sources.add(TestStores.class);
    }
    return new ApiRig(
        (ServletWebServerApplicationContext)
            application
                .sources(sources.toArray(Class<?>[]::new))
                .registerShutdownHook(false)
                .run());
  }

  /// Whether the stores are those of the `aws` profile.
  public static boolean isOnAws() {
    return System.getProperty(STORES, "memory").equals("aws");
  }

  /// Where it is.
  public URI base() {
    return URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
  }

  /// A part of it.
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /// All parts of a type.
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  /// All that the stores in memory hold now; see [StoreSnapshot].
  public Map<String, String> stores() {
    return StoreSnapshot.of(context.getBeansOfType(Object.class));
  }

  /// The same once nothing is written any more: what a sample began may go on for a moment.
  public Map<String, String> settledStores() {
    Map<String, String> before = stores();
    for (int i = 0; i < 500; i++) {
      LockSupport.parkNanos(20_000_000);
      Map<String, String> now = stores();
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new AssertionError("the stores are written to all the time");
  }

  /// Asks without showing anything.
  public ApiClient nobody() {
    return new ApiClient(base(), http, watch, Map.of());
  }

  /// Asks with a bearer token as this caller.
  public ApiClient as(Caller caller) {
    return nobody().with("Authorization", "Bearer " + authentication.know(caller));
  }

  /// Asks as a new person of the tenant with this role.
  public ApiClient as(TenantId tenantId, Role role) {
    return as(new Caller.Person("usr_" + UUID.randomUUID(), tenantId, role, Optional.empty()));
  }

  /// Asks with a key of the tenant that holds these scopes.
  public ApiClient withKey(TenantId tenantId, String... scopes) {
    return as(new Caller.Key("key_" + UUID.randomUUID(), tenantId, Set.of(scopes), Set.of()));
  }

  /// Asks by cookie, as a browser; without the CSRF token.
  public ApiClient byCookie(Caller.Person person) {
    return nobody().with("Cookie", FakeAuthentication.COOKIE + "=" + authentication.know(person));
  }

  /// A tenant that no other test has.
  public TenantId newTenant() {
    return Samples.newTenant();
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }
}
