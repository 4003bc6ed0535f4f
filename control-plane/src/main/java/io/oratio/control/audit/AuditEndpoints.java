package io.oratio.control.audit;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Times;
import io.oratio.domain.audit.AuditChain;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The audit log over HTTP.
final class AuditEndpoints implements Endpoints {
  private static final int BATCH = 1000;
  private static final int BATCHES_AT_MOST = 10;
  // Entries stand in the order in which they were chained; clocks of nodes differ by less than
  // this.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final AuditLog log;
  private final InstantSource clock;

  AuditEndpoints(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("listAudit", this::list);
    on.answer("verifyAudit", this::verify);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Instant from = time(request, "from").orElse(Instant.MIN);
    Instant to = time(request, "to").orElse(Instant.MAX);
    long before = request.text("cursor").map(AuditEndpoints::sequence).orElse(Long.MAX_VALUE);
    List<AuditEntry> found = new ArrayList<>();
    boolean isAtItsEnd = false;
    for (int batch = 0; batch < BATCHES_AT_MOST && !isAtItsEnd && found.size() < limit; batch++) {
      List<AuditEntry> entries = log.latest(request.tenantId(), before, BATCH);
      isAtItsEnd = entries.size() < BATCH;
      for (AuditEntry entry : entries) {
        if (found.size() == limit) {
          isAtItsEnd = false;
          break;
        }
        before = entry.sequence();
        if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
          found.add(entry);
        }
        if (from != Instant.MIN && entry.at().isBefore(from.minus(SKEW))) {
          isAtItsEnd = true;
          break;
        }
      }
    }
    Json page = Json.object().with("data", Json.list(found, AuditJson::of));
    if (!isAtItsEnd && before > 1) {
      page.with("nextCursor", Cursor.after(Long.toString(before)).text());
    }
    return Answer.ok(page.node());
  }

  private Answer verify(Request request) {
    TenantId tenantId = request.tenantId();
    AuditChain.End end = AuditChain.End.NONE;
    while (true) {
      List<AuditEntry> entries = log.entries(tenantId, end.sequence(), BATCH);
      AuditChain.Verdict verdict = AuditChain.verify(end, entries);
      switch (verdict) {
        case AuditChain.Verdict.Broken(long sequence, AuditChain.Break _) -> {
          return Answer.ok(verdict(false, sequence - 1).with("firstBroken", sequence).node());
        }
        case AuditChain.Verdict.Intact(AuditChain.End reached) -> end = reached;
      }
      if (entries.size() < BATCH) {
        Json whole = verdict(true, end.sequence());
        return Answer.ok(
            end.sequence() == 0 ? whole.node() : whole.with("lastHash", end.hash()).node());
      }
    }
  }

  private Json verdict(boolean isIntact, long entries) {
    return Json.object()
        .with("intact", isIntact)
        .with("entries", entries)
        .with("checkedAt", clock.instant());
  }

  private static long sequence(String cursor) {
    try {
      return Long.parseLong(Cursor.parse(cursor, 1).key(0));
    } catch (NumberFormatException _) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.");
    }
  }

  private static Optional<Instant> time(Request request, String name) {
    try {
      return request.text(name).map(Times::parse);
    } catch (DateTimeException _) {
      throw Refusal.of(ErrorCode.REQUEST_INVALID, "A parameter does not fit the contract.")
          .at("#/query/" + name, "is no time that we know");
    }
  }
}
