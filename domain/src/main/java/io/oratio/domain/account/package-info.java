/// Who people are, what they may do for which tenant, and how they stay logged in. Anyone may
/// import it; values are immutable, stores are safe for any thread and may block. Users, tokens and
/// logins belong to a person, so their stores are not asked by tenant; members and invitations are
/// a tenant's.
@NullMarked
package io.oratio.domain.account;

import org.jspecify.annotations.NullMarked;
