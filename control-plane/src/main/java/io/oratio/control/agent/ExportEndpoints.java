package io.oratio.control.agent;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// `GET /api/agents/{agentId}/export`: the folder of the version that callers reach, or of the
/// latest if they reach none. The same version makes the same bytes.
final class ExportEndpoints implements Endpoints {
  private final Found found;
  private final AgentDrafts drafts;
  private final AgentFiles files;

  ExportEndpoints(Found found, AgentDrafts drafts, AgentFiles files) {
    this.found = found;
    this.drafts = drafts;
    this.files = files;
  }

  @Override
  public void register(Register on) {
    on.answer("exportAgent", this::export);
  }

  private Answer export(Request request) {
    Agent agent = found.agent(request);
    AgentVersion version =
        agent.publishedVersion().isPresent()
            ? found.version(agent, agent.publishedVersion().getAsInt())
            : found.latestVersion(agent);
    try {
      AgentDrafts.Parts parts = drafts.of(agent, version);
      LocalDateTime time = LocalDateTime.ofInstant(version.createdAt(), ZoneOffset.UTC);
      return Answer.written("application/zip", out -> write(parts, time, out))
          .with("Content-Disposition", "attachment; filename=\"" + agent.agentId() + ".zip\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(AgentDrafts.Parts parts, LocalDateTime time, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    entry(zip, "agent.json", time, parts.agentJson());
    entry(zip, "prompt.md", time, parts.promptMd());
    for (Map.Entry<String, StoredFile> each : parts.files().entrySet()) {
      begin(zip, each.getKey(), time);
      try (InputStream in = files.read(each.getValue())) {
        in.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
  }

  private static void entry(ZipOutputStream zip, String path, LocalDateTime time, String text)
      throws IOException {
    begin(zip, path, time);
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static void begin(ZipOutputStream zip, String path, LocalDateTime time)
      throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
  }
}
