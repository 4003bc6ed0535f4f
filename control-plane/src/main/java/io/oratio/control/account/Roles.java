package io.oratio.control.account;

import io.oratio.control.web.contract.Role;

/// The same four roles, as the contract has them and as the domain has them.
final class Roles {
  private Roles() {}

  static Role of(io.oratio.domain.account.Role role) {
    return switch (role) {
      case OWNER -> Role.OWNER;
      case ADMIN -> Role.ADMIN;
      case OPERATOR -> Role.OPERATOR;
      case VIEWER -> Role.VIEWER;
    };
  }
}
