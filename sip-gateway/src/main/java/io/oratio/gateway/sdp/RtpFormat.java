package io.oratio.gateway.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One payload type of a stream and what it stands for (RFC 8866 §6.6).
///
/// @param payloadType 0 to 127
/// @param name the encoding's name in capitals, for example `PCMU` or `TELEPHONE-EVENT`
/// @param clockHz the RTP clock: 8000 for G.722 too (RFC 3551 §4.5.2)
record RtpFormat(int payloadType, String name, int clockHz) {
  static final String TELEPHONE_EVENT = "TELEPHONE-EVENT";

  /// The static numbers a peer may use without saying what they mean (RFC 3551 table 4).
  private static final Map<Integer, RtpFormat> STATIC =
      Map.of(
          0, new RtpFormat(0, "PCMU", 8000),
          3, new RtpFormat(3, "GSM", 8000),
          4, new RtpFormat(4, "G723", 8000),
          8, new RtpFormat(8, "PCMA", 8000),
          9, new RtpFormat(9, "G722", 8000),
          13, new RtpFormat(13, "CN", 8000),
          15, new RtpFormat(15, "G728", 8000),
          18, new RtpFormat(18, "G729", 8000));

  /// The formats of a stream in its order; numbers that are no payload type, and dynamic ones that
  /// nothing explains, are left out.
  static List<RtpFormat> of(MediaDescription stream) {
    Map<Integer, RtpFormat> mapped = mapped(stream);
    List<RtpFormat> formats = new ArrayList<>();
    for (String written : stream.formats()) {
      int payloadType = payloadType(written);
      RtpFormat format = mapped.getOrDefault(payloadType, STATIC.get(payloadType));
      if (format != null && !formats.contains(format)) {
        formats.add(format);
      }
    }
    return formats;
  }

  private static Map<Integer, RtpFormat> mapped(MediaDescription stream) {
    Map<Integer, RtpFormat> mapped = new LinkedHashMap<>();
    for (Attribute attribute : stream.attributes()) {
      if (!attribute.name().equals("rtpmap")) {
        continue;
      }
      String[] fields = attribute.value().split("[ \t]+", 2);
      String[] encoding = fields.length == 2 ? fields[1].strip().split("/") : new String[0];
      int payloadType = payloadType(fields[0]);
      if (payloadType >= 0 && encoding.length >= 2 && encoding[1].strip().matches("[0-9]{1,6}")) {
        String name = encoding[0].strip().toUpperCase(Locale.ROOT);
        mapped.putIfAbsent(
            payloadType, new RtpFormat(payloadType, name, Integer.parseInt(encoding[1].strip())));
      }
    }
    return mapped;
  }

  /// The number written, or -1 when it is none of 0 to 127.
  private static int payloadType(String written) {
    if (!written.matches("[0-9]{1,3}")) {
      return -1;
    }
    int number = Integer.parseInt(written);
    return number <= 127 ? number : -1;
  }

  /// The clock a codec of ours runs at, so that the same name with another clock is not it.
  static int clockHzOf(String codec) {
    return codec.equalsIgnoreCase("OPUS") ? 48000 : 8000;
  }

  boolean is(String codec) {
    return name.equalsIgnoreCase(codec) && clockHz == clockHzOf(codec);
  }

  boolean isTelephoneEvent() {
    return name.equals(TELEPHONE_EVENT);
  }
}
