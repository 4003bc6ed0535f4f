package io.oratio.control.web.door;

import io.oratio.control.web.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file that came with a request: small ones in memory, others in a file of their own until the
/// request is over.
final class SpooledUpload implements Upload, AutoCloseable {
  private static final int IN_MEMORY_BYTES_MAX = 64 * 1024;

  private final String field;
  private final String fileName;
  private final String mediaType;
  private final byte[] small;
  private final Optional<Path> spool;
  private final long bytes;

  private SpooledUpload(
      String field,
      String fileName,
      String mediaType,
      byte[] small,
      Optional<Path> spool,
      long bytes) {
    this.field = field;
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.small = small;
    this.spool = spool;
    this.bytes = bytes;
  }

  /// Takes all that comes.
  static SpooledUpload of(String field, String fileName, String mediaType, InputStream in)
      throws IOException {
    byte[] first = in.readNBytes(IN_MEMORY_BYTES_MAX);
    int next = first.length < IN_MEMORY_BYTES_MAX ? -1 : in.read();
    if (next < 0) {
      return new SpooledUpload(field, fileName, mediaType, first, Optional.empty(), first.length);
    }
    Path file = Files.createTempFile("oratio-upload-", ".part");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(first);
      out.write(next);
      long more = in.transferTo(out);
      return new SpooledUpload(
          field, fileName, mediaType, new byte[0], Optional.of(file), first.length + 1 + more);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public String fileName() {
    return fileName;
  }

  @Override
  public String mediaType() {
    return mediaType;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public InputStream open() throws IOException {
    return spool.isPresent() ? Files.newInputStream(spool.get()) : new ByteArrayInputStream(small);
  }

  @Override
  public void close() throws IOException {
    if (spool.isPresent()) {
      Files.deleteIfExists(spool.get());
    }
  }
}
