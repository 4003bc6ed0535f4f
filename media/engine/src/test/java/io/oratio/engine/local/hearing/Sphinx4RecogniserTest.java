package io.oratio.engine.local.hearing;

class Sphinx4RecogniserTest extends RecogniserContract {
  @Override
  Recogniser recogniser() {
    return new Sphinx4Recogniser();
  }
}
