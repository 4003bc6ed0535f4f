/// Amazon Nova Sonic behind the port [io.oratio.engine.SpeechEngine]: one HTTP/2 stream of JSON
/// events in each direction for a conversation, through the AWS SDK. This package is the only door
/// to Bedrock; only the wiring of a process imports it.
///
/// The way of the sound: [io.oratio.engine.nova.NovaSession] (a conversation, over as many
/// connections as it needs) → `NovaConnection` (one stream: the order of events, the watchdogs) →
/// `Outbox` (bounded, follows the SDK's demand) → the SDK. Back: `OutputParser` → `NovaConnection`
/// → `Turns` (words, stretches of speech, interruptions) → `Delivery` → the listener.
///
/// Threads: callers come from any thread and never wait; what the service says arrives on the SDK's
/// event loop, what time says on the engine's ticking thread; `Delivery` makes one orderly row of
/// both. The protocol is Amazon's, "Amazon Nova Sonic: input and output events"; no RFC beyond
/// HTTP/2 (RFC 9113), which the SDK speaks.
@NullMarked
package io.oratio.engine.nova;

import org.jspecify.annotations.NullMarked;
