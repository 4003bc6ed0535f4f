/// Who owns what: every other record carries a [io.oratio.domain.tenant.TenantId]. Anyone may
/// import it; values are immutable and any thread may use them.
@NullMarked
package io.oratio.domain.tenant;

import org.jspecify.annotations.NullMarked;
