package io.oratio.control.telephony;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Page;
import io.oratio.control.web.Request;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Trunk;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Trunks over HTTP.
final class TrunkEndpoints implements Endpoints {
  private final TrunkBook trunks;
  private final AddressTrust trust;
  private final Supplier<String> ids;

  TrunkEndpoints(TrunkBook trunks, AddressTrust trust, Supplier<String> ids) {
    this.trunks = trunks;
    this.trust = trust;
    this.ids = ids;
  }

  @Override
  public void register(Register on) {
    on.answer("listTrunks", this::list);
    on.answer("addTrunk", this::add);
    on.answer("getTrunk", this::find);
    on.answer("patchTrunk", this::change);
    on.answer("deleteTrunk", this::remove);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<String> after = request.text("cursor").map(it -> Cursor.parse(it, 1).key(0));
    List<Trunk> found =
        trunks.list(request.tenantId()).stream()
            .filter(it -> after.isEmpty() || it.trunkId().compareTo(after.get()) > 0)
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, TrunkForm::write, it -> Cursor.after(it.trunkId()));
  }

  private Answer add(Request request) {
    Trunk trunk = TrunkForm.read(request.tenantId(), ids.get(), request.body(), trust);
    trunks.add(trunk, request.actor(), members(request));
    return Answer.of(201, TrunkForm.write(trunk));
  }

  private Answer find(Request request) {
    return Answer.ok(TrunkForm.write(trunks.find(request.tenantId(), request.path("trunkId"))));
  }

  private Answer change(Request request) {
    return Answer.ok(
        TrunkForm.write(
            trunks.change(
                request.tenantId(),
                request.path("trunkId"),
                it -> TrunkForm.patched(it, request.body(), trust),
                request.actor(),
                members(request))));
  }

  private Answer remove(Request request) {
    trunks.remove(request.tenantId(), request.path("trunkId"), request.actor());
    return Answer.nothing();
  }

  private static Collection<String> members(Request request) {
    return request.body().propertyNames();
  }
}
