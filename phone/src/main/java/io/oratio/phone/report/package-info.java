/// What the phone tells as JSON: a small writer, since the phone has no library for it, and the
/// shape of a call's report. `dial` and `load` import it. Any thread.
@NullMarked
package io.oratio.phone.report;

import org.jspecify.annotations.NullMarked;
