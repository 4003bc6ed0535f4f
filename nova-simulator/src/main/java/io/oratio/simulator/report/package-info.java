/// What is known of a session when it has ended: counters, the record made of them, its JSON line.
/// Every package of the simulator may import it. Ledgers belong to one event loop, records to all.
@NullMarked
package io.oratio.simulator.report;

import org.jspecify.annotations.NullMarked;
