package io.oratio.phone.sip;

/// A user and a password for digest (RFC 8760). It prints without the password.
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "Credentials[" + user + ", [REDACTED]]";
  }
}
