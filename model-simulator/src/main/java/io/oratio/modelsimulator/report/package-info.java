/// What was asked and how it ended, one record a request. Imports nothing of ours; any thread may
/// use it.
@NullMarked
package io.oratio.modelsimulator.report;

import org.jspecify.annotations.NullMarked;
