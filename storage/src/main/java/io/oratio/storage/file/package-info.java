/// Objects as files below one folder. [io.oratio.storage.Stores] imports it; calls block, from any
/// thread.
@NullMarked
package io.oratio.storage.file;

import org.jspecify.annotations.NullMarked;
