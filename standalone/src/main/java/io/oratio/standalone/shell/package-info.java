/// The verbs of `./oratio` that work over the control plane's API, here or elsewhere: who one is,
/// and agents, keys, numbers, trunks, calls, sessions, conversations. They know nothing of the
/// program's inside, only the API, so that whatever can be done here any other program can do too.
/// Imported by the program's entry alone; imports nothing of ours. Everything runs on the thread of
/// the command.
@NullMarked
package io.oratio.standalone.shell;

import org.jspecify.annotations.NullMarked;
