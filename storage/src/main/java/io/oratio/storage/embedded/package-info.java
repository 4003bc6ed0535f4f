/// A real PostgreSQL server run from the data folder, for one machine and no installed server.
/// [io.oratio.storage.Stores] imports it; starting and stopping block, any thread may call. The
/// server is a process of its own: it outlives a killed JVM, and the next start takes it over.
@NullMarked
package io.oratio.storage.embedded;

import org.jspecify.annotations.NullMarked;
