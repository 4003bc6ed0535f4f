package io.oratio.gateway.call;

/// What a call does on a transition.
public enum CallAction {
  NOTHING,
  OPEN_ENGINE,
  ANSWER,
  REFUSE,
  TALK,
  PAUSE,
  RESUME,
  REFER,
  TELL_OF_REFUSED_TRANSFER,
  SAY_FAREWELL,
  REOPEN_ENGINE,
  HANG_UP,
  CLEAR
}
