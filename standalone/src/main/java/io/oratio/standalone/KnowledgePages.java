package io.oratio.standalone;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.ingest.Pages;
import io.oratio.runtime.knowledge.page.Fetched.Page;
import io.oratio.runtime.knowledge.page.Fetched.Refused;
import io.oratio.runtime.knowledge.page.Fetched.Unchanged;
import io.oratio.runtime.knowledge.page.Fetched.Version;
import io.oratio.runtime.knowledge.page.WebPages;
import java.io.InterruptedIOException;

/// The ingestion's pages from the safe client, each fetched whole.
final class KnowledgePages implements Pages {
  private final WebPages web;

  KnowledgePages(WebPages web) {
    this.web = web;
  }

  @Override
  public Fetched fetch(TenantId tenantId, String url) throws InterruptedIOException {
    try {
      return switch (web.fetch(tenantId, url, Version.NONE)) {
        case Page page -> new Fetched.Page(page.bytes());
        case Refused refused -> new Fetched.Refused(refused.sentence());
        case Unchanged _ ->
            new Fetched.Refused("The server says that nothing has changed, and sends no page.");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while a page was fetched");
    }
  }
}
