/// The domain's records in PostgreSQL 14 or newer: the only place with SQL.
/// [io.oratio.storage.Stores] imports it; calls block, from any thread. Tables are defined in
/// `db/migration`, nowhere else.
@NullMarked
package io.oratio.storage.postgres;

import org.jspecify.annotations.NullMarked;
