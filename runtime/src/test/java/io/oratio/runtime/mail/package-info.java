/// Tests of letters, against a mail server in this process.
@NullMarked
package io.oratio.runtime.mail;

import org.jspecify.annotations.NullMarked;
