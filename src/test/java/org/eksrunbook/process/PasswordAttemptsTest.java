package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordAttemptsTest {

    private Instant now = Instant.parse("2024-08-02T08:00:00Z");

    private final PasswordAttempts attempts = new PasswordAttempts(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void theTenthWrongPasswordInAMinuteMakesTheAddressWait() {
        for (int number = 1; number <= 10; number++) {
            assertThat(attempts.check("1.2.3.4", () -> false)).isFalse();
        }
        assertThatThrownBy(() -> attempts.check("1.2.3.4", () -> true)).isInstanceOf(PasswordWait.class);
        assertThat(attempts.check("1.2.3.5", () -> true)).isTrue();
        now = now.plusSeconds(6);
        assertThat(attempts.check("1.2.3.4", () -> true)).isTrue();
    }

    @Test
    void noAddressEverWaitsLongerThanHalfAMinute() {
        for (int number = 1; number <= 200; number++) {
            try {
                attempts.check("1.2.3.4", () -> false);
            } catch (PasswordWait wait) {
                assertThat(wait.seconds()).isLessThanOrEqualTo(30);
                now = now.plusSeconds(wait.seconds());
            }
        }
        now = now.plus(Duration.ofSeconds(30));
        assertThat(attempts.check("1.2.3.4", () -> true)).isTrue();
    }

    @Test
    void nineWrongOnesAMinuteAreForgottenAfterIt() {
        for (int minute = 0; minute < 5; minute++) {
            for (int number = 1; number <= 9; number++) {
                assertThat(attempts.check("1.2.3.4", () -> false)).isFalse();
            }
            now = now.plusSeconds(61);
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
