package io.oratio.media.rtcp;

/// The name of one source (RFC 3550 §6.5). Other items than the canonical name are read over.
///
/// @param ssrc the source, all 32 bits
/// @param cname its canonical name (§6.5.1), at most 255 bytes of UTF-8; blank where none was told
public record SourceDescription(int ssrc, String cname) {}
