package io.oratio.domain.account;

class InMemoryMembersTest extends MembersContract {
  private final Members members = new InMemoryMembers();

  @Override
  protected Members members() {
    return members;
  }
}
