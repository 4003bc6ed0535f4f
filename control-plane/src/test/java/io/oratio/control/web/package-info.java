/// Tests.
@NullMarked
package io.oratio.control.web;

import org.jspecify.annotations.NullMarked;
