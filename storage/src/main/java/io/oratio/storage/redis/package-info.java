/// The bus between nodes over Redis 6.2 or newer: events in streams, commands by publish and
/// subscribe. [io.oratio.storage.Bus] imports it. Nothing here makes a publisher wait: while Redis
/// is away, events are dropped and counted, commands time out, and the connections are tried again.
@NullMarked
package io.oratio.storage.redis;

import org.jspecify.annotations.NullMarked;
