package io.oratio.storage.postgres;

import io.oratio.storage.embedded.EmbeddedDatabase;
import io.oratio.storage.secret.LocalKeySecretBox;
import io.oratio.storage.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every test of a run the same embedded server; tests keep apart by their tenants.
public final class Database implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PostgresStorage.class
        || parameter.getParameter().getType() == EmbeddedDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Database.class))
            .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    return parameter.getParameter().getType() == PostgresStorage.class
        ? running.storage()
        : running.server();
  }

  private record Running(EmbeddedDatabase server, PostgresStorage storage)
      implements AutoCloseable {
    static Running start() {
      try {
        Path folder = Files.createTempDirectory(Path.of("target"), "database");
        EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("postgres"), Duration.ZERO);
        SecretBox secrets = LocalKeySecretBox.open(folder.resolve("key"), new SecureRandom());
        return new Running(
            server,
            PostgresStorage.open(server.jdbcUrl(), server.user(), server.password(), secrets, 8));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      storage.close();
      server.close();
    }
  }
}
