package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BesideTest {

    @Test
    void whatComesOfItIsWaitedFor() {
        try (Beside<String> work = new Beside<>("beside", () -> "done")) {
            assertThat(work.result()).isEqualTo("done");
        }
    }

    @Test
    void whatFailsInItFailsForWhoeverWaits() {
        IllegalStateException unanswered = new IllegalStateException("the question was not answered");
        try (Beside<String> work = new Beside<>("beside", () -> {
            throw unanswered;
        })) {
            assertThatThrownBy(work::result).isSameAs(unanswered);
        }
        try (Beside<String> work = new Beside<>("beside", () -> {
            throw new IOException("No space left on device");
        })) {
            assertThatThrownBy(work::result)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void whoeverLeavesWithoutTheResultLeavesNoWorkBehind() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (Beside<String> work = new Beside<>("beside", () -> {
            try {
                begun.countDown();
                new CountDownLatch(1).await();
                return "never";
            } finally {
                ended.set(true);
            }
        })) {
            begun.await();
        }
        assertThat(ended).isTrue();
    }
}
