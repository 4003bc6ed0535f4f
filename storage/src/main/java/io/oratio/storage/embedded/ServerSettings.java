package io.oratio.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the server is told in its two files, written before each start so that nothing old stays.
final class ServerSettings {
  private static final String CONF =
      """
      # Written by Oratio before each start: changes here are lost.
      listen_addresses = '127.0.0.1'
      port = %d
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      max_connections = 40
      # Small, and safe against a fall of power.
      shared_buffers = 32MB
      work_mem = 4MB
      maintenance_work_mem = 32MB
      max_wal_size = 256MB
      min_wal_size = 32MB
      fsync = on
      full_page_writes = on
      synchronous_commit = on
      # As few processes as will do: no replicas, no parallel queries, no helpers for reading.
      wal_level = minimal
      max_wal_senders = 0
      max_logical_replication_workers = 0
      max_parallel_workers_per_gather = 0
      max_worker_processes = 2
      autovacuum_max_workers = 1
      io_method = sync
      dynamic_shared_memory_type = mmap
      huge_pages = off
      jit = off
      # Never a statement, a parameter or a key's value: they hold what was said.
      log_statement = 'none'
      log_min_error_statement = panic
      log_parameter_max_length = 0
      log_parameter_max_length_on_error = 0
      log_error_verbosity = terse
      log_checkpoints = off
      log_autovacuum_min_duration = -1
      timezone = 'UTC'
      log_timezone = 'UTC'
      """;

  private static final String HBA =
      """
      # Written by Oratio before each start: this machine only, by password only.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private ServerSettings() {}

  static void write(Path data, int port) throws IOException {
    Files.writeString(data.resolve("postgresql.conf"), CONF.formatted(port));
    Files.writeString(data.resolve("pg_hba.conf"), HBA);
  }
}
