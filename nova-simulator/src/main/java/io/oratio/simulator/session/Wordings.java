package io.oratio.simulator.session;

/// What the service says when it is not the client's fault.
public final class Wordings {
  public static final String TOO_MANY = "Too many requests, please wait before trying again.";
  public static final String INTERNAL =
      "The system encountered an unexpected error during processing. Try your request again.";
  public static final String UNAVAILABLE = "Bedrock is unable to process your request.";

  public static final String TIMED_OUT =
      "Model has timed out in processing the request. Try your request again.";
  public static final String UNSTABLE = "System instability detected. Please retry your request.";

  private Wordings() {}
}
