package io.oratio.domain.number;

class InMemoryNumbersTest extends NumbersContract {
  private final Numbers numbers = new InMemoryNumbers();

  @Override
  protected Numbers numbers() {
    return numbers;
  }
}
