package io.oratio.runtime.mail;

import io.oratio.domain.mail.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.SesV2ClientBuilder;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/// Sends letters by Amazon SES, each as the same message that SMTP would carry. SES puts an id of
/// its own in place of the message's; the letter's own stays in the header `X-Oratio-Letter`.
public final class SesMail implements Mail, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SesMail.class);

  private final SesV2Client client;
  private final String from;
  private final Session session = Session.getInstance(new Properties());

  /// @param client closed with this carrier
  /// @param from the address that letters come from; SES must have verified it or its domain
  public SesMail(SesV2Client client, String from) {
    if (!Address.isOne(from)) {
      throw new IllegalArgumentException("mail comes from one plain address");
    }
    this.client = client;
    this.from = from;
  }

  /// Opens it over the SDK's own chain of credentials. A letter is asked for once, never again by
  /// the SDK itself: a repeated request would be a second letter.
  ///
  /// @param endpoint empty for the SDK's choice (`AWS_ENDPOINT_URL_SESV2`)
  /// @param region empty for the SDK's choice
  /// @throws IllegalArgumentException when no region is known
  public static SesMail open(
      String from, Optional<URI> endpoint, Optional<String> region, Duration within) {
    SesV2ClientBuilder builder =
        SesV2Client.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .overrideConfiguration(
                it -> it.apiCallTimeout(within).retryStrategy(AwsRetryStrategy.doNotRetry()));
    endpoint.ifPresent(builder::endpointOverride);
    region.map(Region::of).ifPresent(builder::region);
    try {
      return new SesMail(builder.build(), from);
    } catch (SdkException e) {
      throw new IllegalArgumentException("SES cannot be used: set AWS_REGION", e);
    }
  }

  @Override
  public void send(Letter letter) throws MailFailure {
    if (!Address.isOne(letter.to())) {
      throw new MailFailure("The recipient is not an e-mail address.", false);
    }
    SdkBytes message = message(letter);
    try {
      client.sendEmail(
          it ->
              it.fromEmailAddress(from)
                  .destination(to -> to.toAddresses(letter.to()))
                  .content(content -> content.raw(raw -> raw.data(message))));
    } catch (TooManyRequestsException _) {
      throw new MailFailure("SES takes no more letters for the moment.", true);
    } catch (SesV2Exception failure) {
      LOG.warn(
          "letter {} was not taken by SES: {} {}",
          letter.letterId(),
          failure.statusCode(),
          failure.getClass().getSimpleName());
      throw new MailFailure("SES did not take the letter.", false);
    } catch (SdkException failure) {
      LOG.warn("no answer from SES: {}", failure.getClass().getSimpleName());
      throw new MailFailure("SES cannot be reached.", hasSurelyNotLeft(failure));
    }
  }

  /// Asks SES whether it knows the address that letters come from, or its domain.
  @Override
  public void check() throws MailFailure {
    try {
      if (!knows(from)) {
        client.getEmailIdentity(it -> it.emailIdentity(from.substring(from.indexOf('@') + 1)));
      }
    } catch (NotFoundException _) {
      throw new MailFailure("SES has verified neither the address nor its domain.", false);
    } catch (SdkException failure) {
      LOG.warn("SES is not well: {}", failure.getClass().getSimpleName());
      throw new MailFailure("SES cannot be asked.", true);
    }
  }

  private boolean knows(String identity) {
    try {
      client.getEmailIdentity(it -> it.emailIdentity(identity));
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private SdkBytes message(Letter letter) throws MailFailure {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      var message = Written.of(letter, from, session);
      message.setHeader("X-Oratio-Letter", letter.letterId());
      message.writeTo(bytes);
      return SdkBytes.fromByteArray(bytes.toByteArray());
    } catch (MessagingException | IOException failure) {
      LOG.warn(
          "letter {} cannot be written: {}", letter.letterId(), failure.getClass().getSimpleName());
      throw new MailFailure("The letter cannot be written as a message.", false);
    }
  }

  private static boolean hasSurelyNotLeft(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
