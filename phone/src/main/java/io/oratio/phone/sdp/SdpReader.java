package io.oratio.phone.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a session description (RFC 8866), with limits. Lines it does not know are left out, as the
/// RFC wants (§5).
public final class SdpReader {
  private static final int LONGEST = 16_384;
  private static final int MOST_LINES = 512;
  private static final int MOST_STREAMS = 16;

  private static final Map<Integer, String> STATIC = Map.of(0, "PCMU/8000", 8, "PCMA/8000");

  private final List<Section> sections = new ArrayList<>();
  private Section current = new Section("");
  private String sessionId = "";
  private long version = -1;

  private SdpReader() {
    sections.add(current);
  }

  /// Reads the text.
  ///
  /// @throws MalformedSdp if it is no session description
  public static SessionDescription read(String text) throws MalformedSdp {
    if (text.length() > LONGEST) {
      throw new MalformedSdp("longer than " + LONGEST);
    }
    String[] lines = text.split("\r?\n");
    if (lines.length > MOST_LINES || !lines[0].equals("v=0")) {
      throw new MalformedSdp("it does not begin with v=0, or has too many lines");
    }
    SdpReader reader = new SdpReader();
    for (String line : lines) {
      reader.take(line);
    }
    return reader.whole();
  }

  private void take(String line) throws MalformedSdp {
    if (line.length() < 2 || line.charAt(1) != '=') {
      throw new MalformedSdp("a line without a type");
    }
    String value = line.substring(2).strip();
    switch (line.charAt(0)) {
      case 'o' -> takeOrigin(value);
      case 'c' -> current.host = hostOf(value);
      case 'm' -> {
        if (sections.size() > MOST_STREAMS) {
          throw new MalformedSdp("more than " + MOST_STREAMS + " streams");
        }
        current = new Section(value);
        sections.add(current);
      }
      case 'a' -> takeAttribute(value);
      default -> {} // s=, t=, b= and the rest change nothing for a phone
    }
  }

  private void takeOrigin(String value) throws MalformedSdp {
    String[] words = value.split(" ");
    if (words.length != 6 || !words[2].matches("[0-9]{1,18}")) {
      throw new MalformedSdp("o= cannot be read");
    }
    sessionId = words[1];
    version = Long.parseLong(words[2]);
  }

  private static String hostOf(String value) throws MalformedSdp {
    String[] words = value.split(" ");
    boolean known = words.length == 3 && (words[1].equals("IP4") || words[1].equals("IP6"));
    if (!known || !words[2].matches("[0-9a-zA-Z.:-]{1,255}")) {
      throw new MalformedSdp("c= cannot be read");
    }
    return words[2];
  }

  private void takeAttribute(String value) {
    int colon = value.indexOf(':');
    String name = colon < 0 ? value : value.substring(0, colon);
    String rest = colon < 0 ? "" : value.substring(colon + 1).strip();
    Direction.named(name).ifPresent(direction -> current.direction = direction);
    if (name.equals("ptime")) {
      current.ptimeMs = number(rest, 20);
    } else if (name.equals("rtcp")) {
      current.rtcpPort = number(rest.split(" ")[0], 0);
    } else if (name.equals("rtpmap")) {
      int space = rest.indexOf(' ');
      int type = space < 0 ? -1 : number(rest.substring(0, space), -1);
      if (type >= 0 && type < 128) {
        current.names.put(type, rest.substring(space + 1).strip());
      }
    }
  }

  private SessionDescription whole() throws MalformedSdp {
    if (version < 0) {
      throw new MalformedSdp("no o= line");
    }
    Section session = sections.getFirst();
    List<Stream> streams = new ArrayList<>();
    for (Section section : sections.subList(1, sections.size())) {
      streams.add(section.within(session));
    }
    return new SessionDescription(sessionId, version, streams);
  }

  private static int number(String text, int otherwise) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  /// The lines of the session, or of one stream, as they are read.
  private static final class Section {
    private final String media;
    private final Map<Integer, String> names = new HashMap<>(STATIC);
    private String host = "";
    private int rtcpPort;
    private int ptimeMs;
    private Direction direction = Direction.SENDRECV;

    Section(String media) {
      this.media = media;
    }

    Stream within(Section session) throws MalformedSdp {
      String[] words = media.split(" +");
      int port = words.length < 4 ? -1 : number(words[1].split("/")[0], -1);
      String address = host.isEmpty() ? session.host : host;
      if (port < 0 || port > 65535 || port > 0 && address.isEmpty()) {
        throw new MalformedSdp("m= cannot be read, or has no address");
      }
      // A session-level direction holds where the stream says nothing (RFC 8866 §6.7).
      Direction said = direction == Direction.SENDRECV ? session.direction : direction;
      int ptime = ptimeMs > 0 ? ptimeMs : session.ptimeMs > 0 ? session.ptimeMs : 20;
      int rtcp = rtcpPort > 0 && rtcpPort <= 65535 ? rtcpPort : Math.min(65535, port + 1);
      return new Stream(
          words[0],
          port,
          words[2],
          List.of(words).subList(3, words.length),
          names,
          address,
          rtcp,
          Math.min(ptime, 200),
          said);
    }
  }
}
