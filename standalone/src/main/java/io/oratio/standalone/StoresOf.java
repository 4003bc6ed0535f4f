package io.oratio.standalone;

import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StorageSettings;
import io.oratio.storage.Stores;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Opens the stores that the settings name.
final class StoresOf {
  private StoresOf() {}

  /// The stores of the process that owns the data folder.
  static Stores settings(Settings settings) {
    return Stores.open(storage(settings), settings.dataDir());
  }

  /// The stores beside a process that may be running.
  static Stores attached(Settings settings) {
    return Stores.attach(storage(settings), settings.dataDir());
  }

  private static StorageSettings storage(Settings settings) {
    Settings.Storage storage = settings.storage();
    return new StorageSettings(
        switch (storage.records()) {
          case EMBEDDED -> StorageSettings.Kind.EMBEDDED;
          case POSTGRES -> StorageSettings.Kind.POSTGRES;
          case DYNAMODB -> StorageSettings.Kind.DYNAMODB;
        },
        new StorageSettings.Embedded(settings.calls().drainFor().plusSeconds(15)),
        new StorageSettings.Postgres(
            storage.postgres().url(),
            storage.postgres().user(),
            new Secret(storage.postgres().password()),
            storage.postgres().maxConnections()),
        new StorageSettings.DynamoDb(
            storage.dynamodb().prefix(),
            uri(storage.dynamodb().endpoint()),
            Optional.empty(),
            storage.dynamodb().createTables()),
        switch (storage.objects()) {
          case FILES -> StorageSettings.ObjectKind.FILES;
          case S3 -> StorageSettings.ObjectKind.S3;
        },
        new StorageSettings.Files(path(storage.files().folder())),
        new StorageSettings.S3(
            storage.s3().bucketPrefix(),
            uri(storage.s3().endpoint()),
            Optional.empty(),
            storage.s3().pathStyle(),
            storage.s3().createBuckets()),
        path(settings.keysDir()).map(it -> it.resolve("secret.key")),
        kms(settings.sealing()));
  }

  private static Optional<Path> path(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
  }

  private static Optional<StorageSettings.Kms> kms(Settings.Sealing sealing) {
    return sealing.kind() == Settings.SealingKind.KMS
        ? Optional.of(new StorageSettings.Kms(sealing.kmsKey(), Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  private static Optional<URI> uri(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text));
  }
}
