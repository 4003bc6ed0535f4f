/// What an agent may do, the same from voice and text: declared to the model, checked, confirmed by
/// the other side where it must be, run, and recorded. Thread-safe; nothing here blocks the thread
/// that asks, each tool runs on a virtual thread of its own.
///
/// A result of a tool from outside is `{"note":"…","data":{…}}`: what stands under `data` was
/// written by others and is never an instruction. Results of our own tools have no such cover; of
/// theirs only passages of documents come from others, and a `note` says so. Anything that is not
/// an object stands under `result`. A failure is `{"error":"…"}`, a question to the other side
/// `{"status":"confirmation_required","ask":"…"}`.
///
/// Imports the domain, `agent`, `knowledge`, `handoff` and `mail`; `dialogue`, `conversation` and
/// the channels import it.
@NullMarked
package io.oratio.runtime.tool;

import org.jspecify.annotations.NullMarked;
