package io.oratio.control.rig;

import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.Bus;
import io.oratio.storage.BusSettings;
import io.oratio.storage.StorageSettings;
import io.oratio.storage.Stores;
import io.oratio.storage.dynamodb.Moto;
import io.oratio.storage.redis.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// The stores of the `aws` profile in place of those in memory, opened as `up` opens them: DynamoDB
/// and S3 of moto, events and commands over a real Redis. The servers are started once for all
/// tests of a run; each rig has tables and buckets of its own, so that no test sees another's
/// tenants.
final class AwsStores implements ApplicationContextInitializer<GenericApplicationContext> {
  private static final Optional<String> REGION = Optional.of("us-east-1");
  private static final AtomicInteger RIGS = new AtomicInteger();

  /// The two servers of a run.
  private static final class Servers {
    static final Moto.Running MOTO = Moto.Running.start();
    static final Redis.Running REDIS = Redis.Running.start();

    static {
      System.setProperty("aws.accessKeyId", "test");
      System.setProperty("aws.secretAccessKey", "test");
      Runtime.getRuntime().addShutdownHook(new Thread(Servers::stop, "aws-servers"));
    }

    private static void stop() {
      MOTO.close();
      try {
        REDIS.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void initialize(GenericApplicationContext context) {
    String prefix = "rig" + RIGS.incrementAndGet() + "-";
    Stores stores = stores(prefix);
    Bus bus =
        Bus.open(
            new BusSettings(
                BusSettings.Kind.REDIS, new BusSettings.Redis(Servers.REDIS.url(), new Secret(""))),
            Clock.systemUTC());
    context.registerBean(Stores.class, () -> stores);
    context.registerBean(Bus.class, () -> bus);
    for (RecordComponent part : Stores.class.getRecordComponents()) {
      if (part.getType().getName().startsWith("io.oratio.domain.")) {
        register(context, part.getType(), read(part, stores));
      }
    }
    register(context, LiveEvents.class, bus.events());
    register(context, Commands.class, bus.commands());
  }

  private static Stores stores(String prefix) {
    Optional<URI> moto = Optional.of(Servers.MOTO.endpoint());
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "aws");
      return Stores.open(
          new StorageSettings(
              StorageSettings.Kind.DYNAMODB,
              null,
              null,
              new StorageSettings.DynamoDb(prefix, moto, REGION, true),
              StorageSettings.ObjectKind.S3,
              null,
              new StorageSettings.S3(prefix, moto, REGION, true, true),
              null,
              null),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Closed by what opened it.
  private static <T> void register(GenericApplicationContext context, Class<T> type, Object store) {
    context.registerBean(
        type, () -> type.cast(store), definition -> definition.setDestroyMethodName(""));
  }

  private static Object read(RecordComponent part, Stores stores) {
    try {
      return part.getAccessor().invoke(stores);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
