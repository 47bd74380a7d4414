package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eksrunbook.MovingClock;
import org.junit.jupiter.api.Test;

class PasswordAttemptsTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2024-08-02T08:00:00Z"));
    private final PasswordAttempts attempts = new PasswordAttempts(clock);

    @Test
    void theTenthWrongPasswordInAMinuteMakesTheAddressWait() {
        for (int number = 1; number <= 10; number++) {
            assertThat(attempts.check("1.2.3.4", () -> false)).isFalse();
        }
        assertThatThrownBy(() -> attempts.check("1.2.3.4", () -> true)).isInstanceOf(PasswordWait.class);
        assertThat(attempts.check("1.2.3.5", () -> true)).isTrue();
        clock.pass(Duration.ofSeconds(6));
        assertThat(attempts.check("1.2.3.4", () -> true)).isTrue();
    }

    @Test
    void noAddressEverWaitsLongerThanHalfAMinute() {
        for (int number = 1; number <= 200; number++) {
            try {
                attempts.check("1.2.3.4", () -> false);
            } catch (PasswordWait wait) {
                assertThat(wait.seconds()).isLessThanOrEqualTo(30);
                clock.pass(Duration.ofSeconds(wait.seconds()));
            }
        }
        clock.pass(Duration.ofSeconds(30));
        assertThat(attempts.check("1.2.3.4", () -> true)).isTrue();
    }

    @Test
    void nineWrongOnesAMinuteAreForgottenAfterIt() {
        for (int minute = 0; minute < 5; minute++) {
            for (int number = 1; number <= 9; number++) {
                assertThat(attempts.check("1.2.3.4", () -> false)).isFalse();
            }
            clock.pass(Duration.ofSeconds(61));
        }
    }

    @Test
    void manyGuessesAtOnceCountLikeOneAfterTheOther() throws Exception {
        AtomicInteger looked = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(30);
        for (int number = 0; number < 100; number++) {
            threads.execute(() -> {
                try {
                    attempts.check("1.2.3.4", () -> {
                        looked.incrementAndGet();
                        return false;
                    });
                } catch (PasswordWait wait) {
                    assertThat(wait.seconds()).isPositive();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(looked).hasValue(10);
    }

    @Test
    void theAddressesOfOneNetworkOfTheSixthVersionCountAsOne() {
        for (int number = 1; number <= 10; number++) {
            attempts.check("2001:db8:1:2:0:0:0:" + number, () -> false);
        }
        assertThatThrownBy(() -> attempts.check("2001:db8:1:2:0:0:0:99", () -> true))
                .isInstanceOf(PasswordWait.class);
        assertThat(attempts.check("2001:db8:1:3:0:0:0:1", () -> true)).isTrue();
    }
}
