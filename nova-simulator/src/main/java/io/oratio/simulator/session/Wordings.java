package io.oratio.simulator.session;

/// What the service says when it is not the client's fault.
public final class Wordings {
  public static final String TOO_MANY = "Too many requests, please wait before trying again.";
  public static final String INTERNAL =
      "The system encountered an unexpected error during processing. Try your request again.";
  public static final String UNAVAILABLE = "Bedrock is unable to process your request.";

  private Wordings() {}
}
