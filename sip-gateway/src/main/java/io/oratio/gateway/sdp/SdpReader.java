package io.oratio.gateway.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads foreign text line by line (RFC 8866 §5). Tolerates what carriers really send: a missing
/// `t=` or `s=`, unknown lines, any line end; refuses what it cannot understand safely. One use.
final class SdpReader {
  private static final int TEXT_CHARS_MAX = 64 * 1024;
  private static final int SECTION_LINES_MAX = 200;
  private static final int STREAMS_MAX = 32;
  private static final int FORMATS_MAX = 64;
  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final Pattern SPACES = Pattern.compile("[ \t]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
  private static final Pattern TIMING = Pattern.compile("[0-9]{1,20} [0-9]{1,20}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9/._+-]{1,40}");

  private final String text;
  private final List<MediaDescription> media = new ArrayList<>();
  private List<Attribute> sessionAttributes = List.of();
  private Optional<String> sessionConnection = Optional.empty();
  private String sessionId = "";
  private String version = "";
  private String timing = "0 0";
  private Optional<Section> open = Optional.empty();
  private final List<Attribute> attributes = new ArrayList<>();
  private int sectionLines;

  SdpReader(String text) {
    this.text = text;
  }

  SdpReading read() {
    try {
      return new SdpReading.Read(readAll());
    } catch (Refusal refusal) {
      return new SdpReading.SdpRefused(refusal.reason);
    }
  }

  private SessionDescription readAll() {
    demand(text.length() <= TEXT_CHARS_MAX, "the description is longer than 64 KiB");
    String[] lines = LINE_END.split(text, -1);
    demand(lines[0].strip().equals("v=0"), "the description does not begin with v=0");
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty()) {
        continue;
      }
      demand(line.length() >= 2 && line.charAt(1) == '=', "a line is not of the form x=");
      demand(++sectionLines <= SECTION_LINES_MAX, "a section has more than 200 lines");
      readLine(line.charAt(0), line.substring(2).strip());
    }
    closeSection();
    demand(!sessionId.isEmpty(), "there is no o= line");
    return new SessionDescription(
        sessionId, version, sessionConnection, timing, sessionAttributes, media);
  }

  private void readLine(char type, String value) {
    switch (type) {
      case 'o' -> readOrigin(value);
      case 'c' -> readConnection(value);
      case 't' -> timing = TIMING.matcher(value).matches() ? value : timing;
      case 'a' -> attributes.add(Attribute.parse(value));
      case 'm' -> {
        closeSection();
        openStream(value);
      }
      case 'v' -> throw new Refusal("there is a second v= line");
      default -> {
        // RFC 8866 §5: a type we have no use for (s, i, u, e, p, b, r, z, k) says nothing to us.
      }
    }
  }

  private void readOrigin(String value) {
    String[] fields = SPACES.split(value);
    demand(fields.length >= 6, "the o= line has fewer than six fields");
    demand(NUMBER.matcher(fields[1]).matches(), "the session id of o= is not a number");
    demand(NUMBER.matcher(fields[2]).matches(), "the version of o= is not a number");
    sessionId = fields[1];
    version = fields[2];
  }

  private void readConnection(String value) {
    String[] fields = SPACES.split(value);
    demand(fields.length == 3 && fields[0].equals("IN"), "a c= line is not IN, a type, an address");
    demand(fields[1].equals("IP4") || fields[1].equals("IP6"), "a c= line is neither IP4 nor IP6");
    Optional<String> address = Optional.of(fields[2]);
    if (open.isPresent()) {
      open = Optional.of(open.get().at(address));
    } else {
      sessionConnection = address;
    }
  }

  private void openStream(String value) {
    demand(media.size() < STREAMS_MAX, "there are more than 32 streams");
    String[] fields = SPACES.split(value);
    demand(fields.length >= 4, "an m= line has fewer than four fields");
    demand(fields.length - 3 <= FORMATS_MAX, "a stream has more than 64 formats");
    for (String field : fields) {
      demand(WORD.matcher(field).matches(), "an m= line has a field that is not a token");
    }
    String port =
        fields[1].contains("/") ? fields[1].substring(0, fields[1].indexOf('/')) : fields[1];
    demand(
        NUMBER.matcher(port).matches() && port.length() <= 5, "the port of a stream is no number");
    int number = Integer.parseInt(port);
    demand(number <= 65535, "the port of a stream is above 65535");
    open =
        Optional.of(
            new Section(
                fields[0],
                number,
                fields[2],
                List.of(fields).subList(3, fields.length),
                Optional.empty()));
  }

  private void closeSection() {
    if (open.isPresent()) {
      Section section = open.get();
      media.add(
          new MediaDescription(
              section.kind,
              section.port,
              section.protocol,
              section.formats,
              section.connection,
              attributes));
    } else {
      sessionAttributes = List.copyOf(attributes);
    }
    attributes.clear();
    sectionLines = 0;
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }

  private record Section(
      String kind, int port, String protocol, List<String> formats, Optional<String> connection) {
    Section at(Optional<String> address) {
      return new Section(kind, port, protocol, formats, address);
    }
  }

  /// Leaves the reader from any depth; never leaves this class.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Refusal(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
