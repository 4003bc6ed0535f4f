/// Who changed what in a tenant, for its owners to read and to verify. Only the wiring imports it;
/// others write to the domain's audit log. Endpoints may block.
@NullMarked
package io.oratio.control.audit;

import org.jspecify.annotations.NullMarked;
