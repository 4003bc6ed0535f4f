package io.oratio.gateway.call;

/// What can happen to a call.
public enum CallEvent {
  ENGINE_OPENED,
  ENGINE_LOST,
  MEDIA_READY,
  PUT_ON_HOLD,
  TAKEN_OFF_HOLD,
  TRANSFER_ASKED,
  TRANSFER_DONE,
  TRANSFER_REFUSED,
  FAREWELL_ASKED,
  ALL_SAID,
  CALLER_LEFT,
  LINE_LOST,
  END_ASKED
}
