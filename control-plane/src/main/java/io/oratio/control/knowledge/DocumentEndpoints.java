package io.oratio.control.knowledge;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Upload;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeDocument.Source;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.FolderPath;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// `/api/agents/{agentId}/documents`.
final class DocumentEndpoints implements Endpoints {
  private static final String KNOWLEDGE = "knowledge/";

  private final KnowledgeChanges changes;
  private final AgentFiles files;
  private final KnowledgeNews news;

  DocumentEndpoints(KnowledgeChanges changes, AgentFiles files, KnowledgeNews news) {
    this.changes = changes;
    this.files = files;
    this.news = news;
  }

  @Override
  public void register(Register on) {
    on.answer("listDocuments", this::list);
    on.answer("addDocument", this::add);
    on.answer("getDocument", this::find);
    on.answer("putDocument", this::put);
    on.answer("patchDocument", this::patch);
    on.answer("deleteDocument", this::delete);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<String> after = request.text("cursor").map(it -> Cursor.parse(it, 1).key(0));
    List<KnowledgeDocument> wanted =
        changes.documents(request).stream()
            .filter(it -> after.isEmpty() || Ids.ofDocument(it.path()).compareTo(after.get()) > 0)
            .sorted(java.util.Comparator.comparing(it -> Ids.ofDocument(it.path())))
            .limit(limit + 1L)
            .toList();
    return Page.of(
        wanted,
        limit,
        it -> DocumentJson.document(request.path("agentId"), it),
        it -> Cursor.after(Ids.ofDocument(it.path())));
  }

  private Answer find(Request request) {
    return Answer.ok(
        DocumentJson.document(
            request.path("agentId"),
            document(changes.documents(request), request.path("documentId"))));
  }

  private Answer add(Request request) {
    Upload upload = upload(request);
    String path = request.body().path("path").stringValueOpt().orElseGet(upload::fileName);
    FolderPath.faultOf(KNOWLEDGE + path)
        .ifPresent(
            it -> {
              throw Refusal.of(ErrorCode.PATH_INVALID, "This is no path that can be kept.")
                  .at("/path", it);
            });
    StoredFile stored = stored(changes.agent(request), upload);
    String description = request.body().path("description").stringValue("");
    List<KnowledgeDocument> after =
        changes.change(
            request,
            draft -> {
              boolean isTaken =
                  draft.paths().stream()
                      .anyMatch(
                          it ->
                              it.equalsIgnoreCase(path)
                                  || isFolderOf(it, path)
                                  || isFolderOf(path, it));
              if (isTaken) {
                throw Refusal.of(
                        ErrorCode.DOCUMENT_EXISTS,
                        "There is a document at this path; replace it or choose another.")
                    .at("/path", "is taken");
              }
              if (draft.files().size() >= FolderPath.MOST_FILES
                  || bytes(draft) + stored.sizeBytes() > FolderPath.LARGEST_FOLDER) {
                throw Refusal.of(
                    ErrorCode.VALIDATION_FAILED,
                    "An agent has at most "
                        + FolderPath.MOST_FILES
                        + " files of "
                        + FolderPath.LARGEST_FOLDER
                        + " bytes together.");
              }
              draft.files().put(KNOWLEDGE + path, stored);
              if (!description.isBlank()) {
                draft.descriptions().describe(path, description);
              }
            });
    return accepted(request, after, Ids.ofDocument(path), "document.added");
  }

  private Answer put(Request request) {
    Upload upload = upload(request);
    String id = request.path("documentId");
    Agent agent = changes.agent(request);
    file(changes.documents(request), id);
    StoredFile stored = stored(agent, upload);
    List<KnowledgeDocument> after =
        changes.change(
            request,
            draft -> {
              KnowledgeDocument there = file(draft.documents(), id);
              if (bytes(draft) - there.sizeBytes() + stored.sizeBytes()
                  > FolderPath.LARGEST_FOLDER) {
                throw Refusal.of(
                    ErrorCode.VALIDATION_FAILED,
                    "All files of an agent have at most "
                        + FolderPath.LARGEST_FOLDER
                        + " bytes together.");
              }
              draft.files().put(KNOWLEDGE + there.path(), stored);
              request
                  .body()
                  .path("description")
                  .stringValueOpt()
                  .ifPresent(it -> draft.descriptions().describe(there.path(), it));
            });
    return accepted(request, after, id, "document.replaced");
  }

  private Answer patch(Request request) {
    String id = request.path("documentId");
    String description = request.body().path("description").stringValue("");
    List<KnowledgeDocument> after =
        changes.change(
            request,
            draft -> {
              KnowledgeDocument there = document(draft.documents(), id);
              switch (there.source()) {
                case FILE -> draft.descriptions().describe(there.path(), description);
                case ADDRESS -> Addresses.describe(draft, there.path(), description);
                case QUESTIONS -> throw notAFile();
              }
            });
    news.of(request, "document.described", id);
    return Answer.ok(DocumentJson.document(request.path("agentId"), document(after, id)));
  }

  private Answer delete(Request request) {
    String id = request.path("documentId");
    changes.change(
        request,
        draft -> {
          KnowledgeDocument there = document(draft.documents(), id);
          switch (there.source()) {
            case FILE -> {
              draft.files().remove(KNOWLEDGE + there.path());
              draft.descriptions().prune();
            }
            case ADDRESS -> Addresses.remove(draft, there.path());
            case QUESTIONS -> throw notAFile();
          }
        });
    news.of(request, "document.removed", id);
    return Answer.nothing();
  }

  private Answer accepted(Request request, List<KnowledgeDocument> after, String id, String deed) {
    news.of(request, deed, id);
    return Answer.accepted(DocumentJson.document(request.path("agentId"), document(after, id)));
  }

  private static KnowledgeDocument document(List<KnowledgeDocument> all, String id) {
    return all.stream()
        .filter(it -> Ids.ofDocument(it.path()).equals(id))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(ErrorCode.DOCUMENT_NOT_FOUND, "The agent has no such document."));
  }

  private static KnowledgeDocument file(List<KnowledgeDocument> all, String id) {
    KnowledgeDocument document = document(all, id);
    if (document.source() != Source.FILE) {
      throw notAFile();
    }
    return document;
  }

  private static Refusal notAFile() {
    return Refusal.of(
        ErrorCode.AGENT_STATE_CONFLICT,
        "This is no file: change an address by refreshing it, questions with the agent.");
  }

  private static boolean isFolderOf(String one, String other) {
    return other.regionMatches(true, 0, one + "/", 0, one.length() + 1);
  }

  private static long bytes(KnowledgeChanges.Draft draft) {
    return draft.files().values().stream().mapToLong(StoredFile::sizeBytes).sum();
  }

  private static Upload upload(Request request) {
    Upload upload =
        request.uploads().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.of(ErrorCode.REQUEST_INVALID, "There is no file in the form.")
                        .at("/file", "is missing"));
    if (upload.bytes() > FolderPath.LARGEST_FILE) {
      throw Refusal.of(
          ErrorCode.BODY_TOO_LARGE,
          "A document has at most " + FolderPath.LARGEST_FILE + " bytes.");
    }
    return upload;
  }

  private StoredFile stored(Agent agent, Upload upload) {
    try {
      Path file = Files.createTempFile("oratio-document", ".tmp");
      try (InputStream in = upload.open()) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return files.keep(agent.userId(), agent.agentId(), file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
