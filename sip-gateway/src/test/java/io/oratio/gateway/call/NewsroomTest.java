package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NewsroomTest {
  @TempDir Path spool;

  @Test
  void tellsEachOnlookerOfEachCallInOrder() throws Exception {
    try (CallRig rig = new CallRig(spool, CallRig.quick())) {
      BlockingQueue<CallNews> heard = new LinkedBlockingQueue<>();
      Newsroom.Watching watching = rig.calls.newsroom().watch((facts, news) -> heard.add(news));
      rig.begin(Direction.OUTBOUND);
      rig.line.next();
      rig.line.tell(new LineEvent.NotReached(Termination.Reason.CALLEE_BUSY));
      rig.ended();
      List<CallNews> told = new ArrayList<>();
      while (told.isEmpty() || !(told.getLast() instanceof CallNews.Over)) {
        CallNews next = heard.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        told.add(next);
      }
      assertThat(told)
          .containsExactly(
              new CallNews.Began(),
              new CallNews.Moved(CallState.CALLING, CallState.ENDED),
              new CallNews.Over(new Termination(Termination.Reason.CALLEE_BUSY)));
      watching.close();
    }
  }

  @Test
  void neverWaitsForASlowOnlookerAndTellsItWhatItMissed() throws Exception {
    try (CallRig rig = new CallRig(spool, CallRig.quick());
        Newsroom newsroom = new Newsroom()) {
      CallFacts facts = rig.begin(Direction.OUTBOUND).facts();
      CountDownLatch wakesUp = new CountDownLatch(1);
      CountDownLatch sleeps = new CountDownLatch(1);
      BlockingQueue<Long> missed = new LinkedBlockingQueue<>();
      newsroom.watch(
          new Newsroom.Onlooker() {
            @Override
            public void heard(CallFacts about, CallNews news) {
              sleeps.countDown();
              try {
                wakesUp.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new IllegalStateException("an onlooker's own trouble");
            }

            @Override
            public void missed(long pieces) {
              missed.add(pieces);
            }
          },
          2);
      newsroom.publish(facts, new CallNews.Began());
      sleeps.await();
      for (int i = 0; i < 10; i++) {
        newsroom.publish(facts, new CallNews.Interrupted());
      }
      wakesUp.countDown();
      assertThat(missed.poll(10, TimeUnit.SECONDS)).isEqualTo(8);
    }
  }
}
