package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Block.Code;
import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Block.ListItem;
import io.oratio.runtime.knowledge.parse.Block.Paragraph;
import io.oratio.runtime.knowledge.parse.Block.Table;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A reading as bytes, between the worker and its owner. The owner trusts no byte: a document may
/// have taken the worker over.
///
/// ```
/// reading  = 0 reason:u8 sentence:string | 1 title:string mediaType:string n:i32 block*n
/// block    = 0 level:u8 place text:string | 1 place text | 2 depth:i32 place text
///          | 3 place columns:i32 text*columns rows:i32 text*columns*rows | 4 place text
/// place    = 0 | 1 page:i32 | 2 row:i32
/// string   = bytes:i32 UTF-8
/// ```
final class ReadingCodec {
  private ReadingCodec() {}

  static byte[] encode(Reading reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (reading) {
        case Refused(Reason reason, String sentence) -> {
          out.writeByte(0);
          out.writeByte(reason.ordinal());
          write(sentence, out);
        }
        case Parsed(String title, String mediaType, List<Block> blocks) -> {
          out.writeByte(1);
          write(title, out);
          write(mediaType, out);
          out.writeInt(blocks.size());
          for (Block block : blocks) {
            write(block, out);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IOException for bytes that are no reading, whatever they are
  static Reading decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      if (in.readUnsignedByte() == 0) {
        Reason[] reasons = Reason.values();
        int reason = in.readUnsignedByte();
        if (reason >= reasons.length) {
          throw new StreamCorruptedException("reason " + reason);
        }
        return new Refused(reasons[reason], text(in));
      }
      String title = text(in);
      String mediaType = text(in);
      int count = count(in, 1);
      List<Block> blocks = new ArrayList<>(Math.min(count, 10_000));
      for (int at = 0; at < count; at++) {
        blocks.add(block(in));
      }
      return new Parsed(title, mediaType, blocks);
    } catch (IllegalArgumentException e) {
      throw new StreamCorruptedException(String.valueOf(e.getMessage()));
    }
  }

  private static void write(Block block, DataOutputStream out) throws IOException {
    switch (block) {
      case Heading(int level, String text, Place place) -> {
        out.writeByte(0);
        out.writeByte(level);
        write(place, out);
        write(text, out);
      }
      case Paragraph(String text, Place place) -> {
        out.writeByte(1);
        write(place, out);
        write(text, out);
      }
      case ListItem(int depth, String text, Place place) -> {
        out.writeByte(2);
        out.writeInt(depth);
        write(place, out);
        write(text, out);
      }
      case Table(List<String> header, List<List<String>> rows, Place place) -> {
        out.writeByte(3);
        write(place, out);
        out.writeInt(header.size());
        for (String cell : header) {
          write(cell, out);
        }
        out.writeInt(rows.size());
        for (List<String> row : rows) {
          for (String cell : row) {
            write(cell, out);
          }
        }
      }
      case Code(String text, Place place) -> {
        out.writeByte(4);
        write(place, out);
        write(text, out);
      }
    }
  }

  private static Block block(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case 0 -> {
        int level = in.readUnsignedByte();
        Place place = place(in);
        yield new Heading(level, text(in), place);
      }
      case 1 -> {
        Place place = place(in);
        yield new Paragraph(text(in), place);
      }
      case 2 -> {
        int depth = in.readInt();
        Place place = place(in);
        yield new ListItem(depth, text(in), place);
      }
      case 3 -> table(in);
      case 4 -> {
        Place place = place(in);
        yield new Code(text(in), place);
      }
      default -> throw new StreamCorruptedException("block " + kind);
    };
  }

  private static Table table(DataInputStream in) throws IOException {
    Place place = place(in);
    int columns = count(in, 4);
    List<String> header = texts(in, columns);
    int rows = count(in, Math.max(1, 4 * columns));
    if (columns == 0 && rows > 0) {
      throw new StreamCorruptedException("rows without columns");
    }
    List<List<String>> all = new ArrayList<>(Math.min(rows, 10_000));
    for (int at = 0; at < rows; at++) {
      all.add(texts(in, columns));
    }
    return new Table(header, all, place);
  }

  private static List<String> texts(DataInputStream in, int count) throws IOException {
    List<String> texts = new ArrayList<>(Math.min(count, 10_000));
    for (int at = 0; at < count; at++) {
      texts.add(text(in));
    }
    return texts;
  }

  private static void write(Place place, DataOutputStream out) throws IOException {
    switch (place) {
      case Place.None() -> out.writeByte(0);
      case Place.Page(int number) -> {
        out.writeByte(1);
        out.writeInt(number);
      }
      case Place.Row(int number) -> {
        out.writeByte(2);
        out.writeInt(number);
      }
    }
  }

  private static Place place(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case 0 -> Place.NONE;
      case 1 -> new Place.Page(in.readInt());
      case 2 -> new Place.Row(in.readInt());
      default -> throw new StreamCorruptedException("place " + kind);
    };
  }

  static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in, 1)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// How many things follow: never more than there are bytes left for.
  private static int count(DataInputStream in, int bytesEach) throws IOException {
    int count = in.readInt();
    if (count < 0 || (long) count * bytesEach > in.available()) {
      throw new StreamCorruptedException(count + " of " + bytesEach + " bytes");
    }
    return count;
  }
}
