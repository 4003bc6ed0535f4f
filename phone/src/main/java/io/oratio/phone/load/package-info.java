/// Many calls at once and many calls in a row, for `./oratio bench`: a process of its own, so that
/// what it costs is not counted as the gateway's. It imports `call`, `sound` and `report`. One
/// thread of its own begins and ends the calls.
@NullMarked
package io.oratio.phone.load;

import org.jspecify.annotations.NullMarked;
