/// Runs an agent on any channel. The packages below are its features; imports the domain and never
/// a channel, a store or a plane.
@NullMarked
package io.oratio.runtime;

import org.jspecify.annotations.NullMarked;
