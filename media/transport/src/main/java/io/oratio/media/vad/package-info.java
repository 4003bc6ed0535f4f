/// Whether somebody speaks. Imports `pcm`; `path` and engines without an ear of their own import
/// it. One detector per stream, on the thread that has its frames. No RFC; levels are those of RFC
/// 6465.
@NullMarked
package io.oratio.media.vad;

import org.jspecify.annotations.NullMarked;
