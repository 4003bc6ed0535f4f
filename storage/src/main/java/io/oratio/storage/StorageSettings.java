package io.oratio.storage;

import io.oratio.domain.trunk.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Where records and objects are kept. A value that is left out (null, when a configuration is
/// bound to these records) has a default, so that nothing at all need be set: records in the
/// embedded PostgreSQL, objects as files, both in the data folder.
///
/// @param kind which engine keeps the records; only its part of the settings is read
/// @param objects which engine keeps the objects; only its part of the settings is read
/// @param secretKeyFile the key that seals passwords; empty for `secret.key` in the data folder.
///   Nodes that share tables share this file
/// @param kms the key of AWS KMS that seals passwords in place of the file; empty for the file
public record StorageSettings(
    Kind kind,
    Embedded embedded,
    Postgres postgres,
    DynamoDb dynamodb,
    ObjectKind objects,
    Files files,
    S3 s3,
    Optional<Path> secretKeyFile,
    Optional<Kms> kms) {
  public StorageSettings {
    kind = or(kind, Kind.EMBEDDED);
    embedded = or(embedded, new Embedded(null));
    postgres = or(postgres, new Postgres(null, null, null, 0));
    dynamodb = or(dynamodb, new DynamoDb(null, null, null, false));
    objects = or(objects, ObjectKind.FILES);
    files = or(files, new Files(null));
    s3 = or(s3, new S3(null, null, null, false, false));
    secretKeyFile = or(secretKeyFile, Optional.empty());
    kms = or(kms, Optional.empty());
  }

  /// Everything in the data folder.
  public static StorageSettings usual() {
    return new StorageSettings(null, null, null, null, null, null, null, null, null);
  }

  /// The same with records of another kind.
  public StorageSettings with(Kind other) {
    return new StorageSettings(
        other, embedded, postgres, dynamodb, objects, files, s3, secretKeyFile, kms);
  }

  /// The engines of records: `embedded`, `postgres`, `dynamodb`.
  public enum Kind {
    EMBEDDED,
    POSTGRES,
    DYNAMODB;

    /// @throws IllegalArgumentException for another word
    public static Kind fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// The engines of objects: `files`, `s3`.
  public enum ObjectKind {
    FILES,
    S3;

    /// @throws IllegalArgumentException for another word
    public static ObjectKind fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// The PostgreSQL in the data folder.
  ///
  /// @param closeGrace how long a process that is told to stop may go on using it before it is
  ///   stopped too; ten seconds
  public record Embedded(Duration closeGrace) {
    public Embedded {
      closeGrace = or(closeGrace, Duration.ofSeconds(10));
      if (closeGrace.isNegative() || closeGrace.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new IllegalArgumentException(
            "storage.embedded.close-grace is from nothing to ten minutes");
      }
    }
  }

  /// A PostgreSQL server, version 14 or newer.
  ///
  /// @param url `jdbc:postgresql://host:port/database`; the local one named `oratio`
  /// @param user `oratio`
  /// @param password empty for a server that asks for none
  /// @param maxConnections how many this process may hold; 0 means 10
  public record Postgres(String url, String user, Secret password, int maxConnections) {
    public Postgres {
      url = or(url, "jdbc:postgresql://localhost:5432/oratio");
      user = or(user, "oratio");
      password = or(password, new Secret(""));
      maxConnections = maxConnections == 0 ? 10 : maxConnections;
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException("storage.postgres.url begins with jdbc:postgresql:");
      }
      if (maxConnections < 1 || maxConnections > 1000) {
        throw new IllegalArgumentException("storage.postgres.max-connections is 1 to 1000");
      }
    }
  }

  /// DynamoDB. What is empty is the AWS SDK's own business: its chain of credentials, `AWS_REGION`,
  /// `AWS_ENDPOINT_URL_DYNAMODB`.
  ///
  /// @param tablePrefix what the tables' names begin with; `oratio-`
  /// @param isCreatingTables whether tables that are not there are made at the start
  public record DynamoDb(
      String tablePrefix,
      Optional<URI> endpoint,
      Optional<String> region,
      boolean isCreatingTables) {
    public DynamoDb {
      tablePrefix = or(tablePrefix, "oratio-");
      endpoint = or(endpoint, Optional.empty());
      region = or(region, Optional.empty());
      if (!tablePrefix.matches("[a-zA-Z0-9_.-]{0,200}")) {
        throw new IllegalArgumentException(
            "storage.dynamodb.table-prefix holds letters, digits, '_', '.' and '-'");
      }
    }
  }

  /// Objects as files.
  ///
  /// @param folder empty for `objects` in the data folder
  public record Files(Optional<Path> folder) {
    public Files {
      folder = or(folder, Optional.empty());
    }
  }

  /// Objects in S3. What is empty is the AWS SDK's own business, as `AWS_ENDPOINT_URL_S3`.
  ///
  /// @param bucketPrefix goes before each bucket's name, which is the same for everybody on S3
  /// @param isPathStyle whether buckets stand in the path, as most servers other than AWS want it
  /// @param isCreatingBuckets whether buckets that are not there are made at the start
  public record S3(
      String bucketPrefix,
      Optional<URI> endpoint,
      Optional<String> region,
      boolean isPathStyle,
      boolean isCreatingBuckets) {
    public S3 {
      bucketPrefix = or(bucketPrefix, "");
      endpoint = or(endpoint, Optional.empty());
      region = or(region, Optional.empty());
      if (!bucketPrefix.matches("[a-z0-9.-]{0,30}")) {
        throw new IllegalArgumentException(
            "storage.s3.bucket-prefix holds at most 30 small letters, digits, '.' and '-'");
      }
    }
  }

  /// A symmetric key of AWS KMS. What is empty is the AWS SDK's own business, as
  /// `AWS_ENDPOINT_URL_KMS`.
  ///
  /// @param keyId the key's id, ARN or `alias/name`
  public record Kms(String keyId, Optional<URI> endpoint, Optional<String> region) {
    public Kms {
      if (keyId.isBlank()) {
        throw new IllegalArgumentException("storage.kms.key-id names a key");
      }
    }
  }

  private static <T> T or(T value, T usual) {
    return value == null ? usual : value;
  }
}
