/// What holds for all of a tenant: its name, where calls may go, how long records are kept, and how
/// much of its quotas it uses. Only the wiring imports it; [io.oratio.control.tenant.Quota] is how
/// others tell it what they count. Endpoints may block.
@NullMarked
package io.oratio.control.tenant;

import org.jspecify.annotations.NullMarked;
