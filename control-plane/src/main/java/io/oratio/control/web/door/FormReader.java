package io.oratio.control.web.door;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a form in parts (RFC 7578): its texts and JSON as one object, its files spooled. The only
/// door to Tomcat's reader of forms, which is given the limited body instead of the request.
final class FormReader {
  private static final int PARTS_MAX = 600;
  private static final int PART_HEADER_BYTES_MAX = 4096;
  private static final int TEXT_BYTES_MAX = 2 * 1024 * 1024;

  private final Map<String, Operation.PartRule> rules;
  private final ObjectNode form = JsonNodeFactory.instance.objectNode();
  private final List<SpooledUpload> spooled;

  /// @param spooled where the files go as they come, so that they are cleared away whatever happens
  FormReader(Map<String, Operation.PartRule> rules, List<SpooledUpload> spooled) {
    this.rules = rules;
    this.spooled = spooled;
  }

  /// Its parts as one object, in which an empty text stands for each file.
  JsonNode read(String contentType, InputStream in) throws IOException {
    FileUpload reader = new FileUpload();
    reader.setPartHeaderSizeMax(PART_HEADER_BYTES_MAX);
    reader.setHeaderEncoding("UTF-8");
    try {
      FileItemIterator parts = reader.getItemIterator(new Source(contentType, in));
      for (int count = 0; parts.hasNext(); count++) {
        if (count == PARTS_MAX) {
          throw invalid("", "has more than " + PARTS_MAX + " parts");
        }
        take(parts.next());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw reasonOf(e);
    }
    return form;
  }

  /// Tomcat's reader wraps what the body threw, and has many words for a form out of shape.
  private static Refusal reasonOf(Exception thrown) throws IOException {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Refusal refusal -> {
          return refusal;
        }
        case ClientAbortException gone -> throw gone;
        case SocketTimeoutException slow -> throw slow;
        default -> {}
      }
    }
    return invalid("", "is no form in parts, or one of its parts is out of shape");
  }

  private void take(FileItemStream part) throws IOException {
    String name = part.getFieldName() == null ? "" : part.getFieldName();
    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    if (!StrictJson.isStorable(name) || name.length() > 256) {
      throw invalid("", "has a part whose name is none");
    }
    Operation.PartRule rule = rules.get(name);
    if (rule == null) {
      throw invalid(pointer, "is not known here");
    }
    if (form.has(name) && !rule.isList()) {
      throw invalid(pointer, "is there twice");
    }
    JsonNode value = rule.isFile() ? file(part, name, pointer) : words(part, rule, pointer);
    if (rule.isList()) {
      ArrayNode list = form.has(name) ? (ArrayNode) form.get(name) : form.putArray(name);
      list.add(value);
    } else {
      form.set(name, value);
    }
  }

  private JsonNode file(FileItemStream part, String name, String pointer) throws IOException {
    String fileName = part.getName();
    if (fileName == null || !StrictJson.isStorable(fileName)) {
      throw invalid(pointer, "has to be a file, with a filename");
    }
    String type = part.getContentType() == null ? "" : part.getContentType();
    try (InputStream in = part.openStream()) {
      spooled.add(SpooledUpload.of(name, fileName, type, in));
    }
    return JsonNodeFactory.instance.stringNode("");
  }

  private static JsonNode words(FileItemStream part, Operation.PartRule rule, String pointer)
      throws IOException {
    byte[] bytes;
    try (InputStream in = part.openStream()) {
      bytes = in.readNBytes(TEXT_BYTES_MAX + 1);
    }
    if (bytes.length > TEXT_BYTES_MAX) {
      throw LimitedInput.tooLarge(TEXT_BYTES_MAX);
    }
    if (rule.isJson()) {
      return StrictJson.read(bytes);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!StrictJson.isStorable(text)) {
        throw StrictJson.unstorable(pointer);
      }
      return JsonNodeFactory.instance.stringNode(text);
    } catch (CharacterCodingException _) {
      throw invalid(pointer, "is not UTF-8");
    }
  }

  private static Refusal invalid(String pointer, String sentence) {
    return Refusal.of(ErrorCode.REQUEST_INVALID, "The form does not fit the contract.")
        .at(pointer, sentence);
  }

  private record Source(String contentType, InputStream in) implements UploadContext {
    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public long contentLength() {
      // It is counted as it comes, whatever was said beforehand.
      return -1;
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }
  }
}
