package io.oratio.storage.s3;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.storage.StoresUnavailableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/// Objects in buckets `{prefix}{bucket}`. Credentials, region and `AWS_ENDPOINT_URL_S3` are the
/// SDK's own settings; what is configured here goes before them. An object is one PUT of at most 5
/// GB: 21 hours of two channels at 16 kHz.
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int NOT_IMPLEMENTED = 501;
  private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

  private final S3Client client;
  private final String bucketPrefix;
  private volatile boolean knowsTags = true;

  /// @param client closed with this store
  /// @param bucketPrefix goes before each bucket's name, which is the same for everybody on S3
  public S3ObjectStore(S3Client client, String bucketPrefix) {
    this.client = client;
    this.bucketPrefix = bucketPrefix;
  }

  /// Opens the store over the SDK's own chain of credentials.
  ///
  /// @param endpoint something else that speaks S3; empty for the SDK's choice
  /// @param region empty for the SDK's choice
  /// @param isPathStyle whether buckets stand in the path and not in the host's name, as most other
  ///   servers want it
  /// @throws StoresUnavailableException when no region is known; it says what to do
  public static S3ObjectStore open(
      String bucketPrefix, Optional<URI> endpoint, Optional<String> region, boolean isPathStyle) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .forcePathStyle(isPathStyle);
    endpoint.ifPresent(builder::endpointOverride);
    region.map(Region::of).ifPresent(builder::region);
    try {
      return new S3ObjectStore(builder.build(), bucketPrefix);
    } catch (SdkException e) {
      throw new StoresUnavailableException(
          "S3 cannot be used: set AWS_REGION, or a region in the storage settings.", e);
    }
  }

  /// Makes the buckets that are not there: for tests and for one's own servers. On AWS they are
  /// made by the platform's stacks, with their rules.
  ///
  /// @throws StoresUnavailableException when they cannot be made; it says what to do
  public void createBuckets(Collection<String> buckets) {
    for (String bucket : buckets) {
      try {
        client.createBucket(it -> it.bucket(bucketPrefix + bucket));
      } catch (BucketAlreadyOwnedByYouException _) {
        // It is there, as it should be.
      } catch (SdkException e) {
        throw new StoresUnavailableException(
            "The bucket "
                + bucketPrefix
                + bucket
                + " cannot be made in S3: check the endpoint, the credentials and the prefix, or"
                + " make it yourself.",
            e);
      }
    }
  }

  @Override
  public void put(ObjectName name, Path file, String contentType, Map<String, String> tags)
      throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try {
      putWithTags(name, file, contentType, tags);
    } catch (SdkException e) {
      throw failed("stored", name, e);
    }
  }

  /// Some servers that speak S3 know no tags (501): they get the object without.
  private void putWithTags(
      ObjectName name, Path file, String contentType, Map<String, String> tags) {
    List<Tag> set =
        tags.entrySet().stream()
            .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
            .toList();
    if (!set.isEmpty() && knowsTags) {
      try {
        Tagging tagging = Tagging.builder().tagSet(set).build();
        client.putObject(
            it ->
                it.bucket(bucketOf(name)).key(name.key()).contentType(contentType).tagging(tagging),
            RequestBody.fromFile(file));
        return;
      } catch (S3Exception e) {
        if (e.statusCode() != NOT_IMPLEMENTED) {
          throw e;
        }
        knowsTags = false;
        log.warn("This S3 server knows no tags; objects are stored without them from now on.");
      }
    }
    client.putObject(
        it -> it.bucket(bucketOf(name)).key(name.key()).contentType(contentType),
        RequestBody.fromFile(file));
  }

  @Override
  public Optional<Long> size(ObjectName name) throws IOException {
    try {
      return Optional.of(
          client.headObject(it -> it.bucket(bucketOf(name)).key(name.key())).contentLength());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw failed("found", name, e);
    } catch (SdkException e) {
      throw failed("found", name, e);
    }
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) throws IOException {
    ObjectStore.checkRange(offset, length);
    if (length == 0) {
      return nothingOf(name);
    }
    boolean isToTheEnd = length > Long.MAX_VALUE - offset;
    String range = "bytes=" + offset + "-" + (isToTheEnd ? "" : offset + length - 1);
    try {
      return client.getObject(it -> it.bucket(bucketOf(name)).key(name.key()).range(range));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        throw new FileNotFoundException(name.toString());
      }
      if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
        return InputStream.nullInputStream();
      }
      throw failed("read", name, e);
    } catch (SdkException e) {
      throw failed("read", name, e);
    }
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    try {
      client.deleteObject(it -> it.bucket(bucketOf(name)).key(name.key()));
    } catch (SdkException e) {
      throw failed("deleted", name, e);
    }
  }

  @Override
  public String whereabouts(ObjectName name) {
    return "s3://" + bucketOf(name) + "/" + name.key();
  }

  @Override
  public void close() {
    client.close();
  }

  private InputStream nothingOf(ObjectName name) throws IOException {
    if (size(name).isEmpty()) {
      throw new FileNotFoundException(name.toString());
    }
    return InputStream.nullInputStream();
  }

  private String bucketOf(ObjectName name) {
    return bucketPrefix + name.bucket();
  }

  private static IOException failed(String deed, ObjectName name, SdkException e) {
    return new IOException(name + " could not be " + deed + " in S3", e);
  }
}
