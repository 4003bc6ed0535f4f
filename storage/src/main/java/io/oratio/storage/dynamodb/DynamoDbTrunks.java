package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.storage.body.TrunkBody;
import io.oratio.storage.secret.SecretBox;
import io.oratio.storage.secret.TrunkSeal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Trunks in the table `trunks`; their passwords are sealed.
final class DynamoDbTrunks implements Trunks {
  private final Table table;
  private final TrunkSeal seal;

  DynamoDbTrunks(Table table, SecretBox secrets) {
    this.table = table;
    this.seal = new TrunkSeal(secrets);
  }

  @Override
  public void save(Trunk trunk) {
    Optional<Trunk.Credentials> credentials = trunk.credentials();
    table.put(
        key(trunk.tenantId(), trunk.trunkId())
            .put("name", trunk.name())
            .put("host", trunk.host())
            .put("port", trunk.port())
            .put("transport", trunk.transport().name())
            .put("username", credentials.map(Trunk.Credentials::username))
            .put("sealedPassword", seal.sealedPassword(trunk))
            .put("realm", credentials.map(Trunk.Credentials::realm))
            .put("allowedSources", TrunkBody.writeSources(trunk.allowedSources()))
            .put("codecs", TrunkBody.writeCodecs(trunk.codecs()))
            .put("mediaFromAnywhere", trunk.mediaFromAnywhere())
            .put("maxCalls", trunk.maxCalls())
            .put("maxCallsPerSecond", trunk.maxCallsPerSecond())
            .put("callerId", trunk.callerId())
            .put("country", trunk.country()));
  }

  /// There is no lock over tenants: it looks, writes, and looks again. Of two that do so at once
  /// each has written before it looks, so that one at least sees the other and takes its own back.
  @Override
  public boolean claim(Trunk trunk) {
    if (isContested(trunk)) {
      return false;
    }
    Optional<Trunk> before =
        list(trunk.tenantId()).stream()
            .filter(it -> it.trunkId().equals(trunk.trunkId()))
            .findFirst();
    save(trunk);
    boolean isContested = isContested(trunk);
    if (isContested) {
      before.ifPresentOrElse(this::save, () -> remove(trunk.tenantId(), trunk.trunkId()));
    }
    return !isContested;
  }

  private boolean isContested(Trunk trunk) {
    return all().stream().anyMatch(trunk::isContestedBy);
  }

  @Override
  public List<Trunk> list(TenantId tenantId) {
    return table.of(tenantId).map(this::read).toList();
  }

  @Override
  public List<Trunk> all() {
    return table
        .all()
        .map(this::read)
        .sorted(
            Comparator.comparing((Trunk it) -> it.tenantId().value()).thenComparing(Trunk::trunkId))
        .toList();
  }

  @Override
  public void remove(TenantId tenantId, String trunkId) {
    table.delete(key(tenantId, trunkId));
  }

  private static Item key(TenantId tenantId, String trunkId) {
    return Item.of(tenantId).put("trunkId", trunkId);
  }

  private Trunk read(Item item) {
    return new Trunk(
        item.tenantId(),
        item.text("trunkId"),
        item.text("name"),
        item.optionalText("host"),
        item.integer("port"),
        Trunk.Transport.valueOf(item.text("transport")),
        seal.credentials(
            item.tenantId(),
            item.text("trunkId"),
            item.optionalText("username"),
            item.optionalText("sealedPassword"),
            item.optionalText("realm")),
        TrunkBody.readSources(item.text("allowedSources")),
        TrunkBody.readCodecs(item.text("codecs")),
        item.flag("mediaFromAnywhere"),
        item.integer("maxCalls"),
        item.integer("maxCallsPerSecond"),
        item.optionalText("callerId"),
        item.optionalText("country"));
  }
}
