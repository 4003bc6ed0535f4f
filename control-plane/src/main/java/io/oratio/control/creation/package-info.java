/// The making of an agent: what was asked for is kept, then five steps are done in the background,
/// each of which may be repeated. Only the wiring imports it.
///
/// Whoever works on a creation holds its lease in the store of creations; a process that dies lets
/// it run out, and another goes on with the step that was begun. So the steps need no scheduler
/// with a database of its own: db-scheduler wants SQL, which the control plane does not speak, and
/// would not run where the tables are DynamoDB's.
///
/// Requests stage what they bring on their own threads; steps run on virtual threads of
/// [io.oratio.control.creation.CreationRunner].
@NullMarked
package io.oratio.control.creation;

import org.jspecify.annotations.NullMarked;
