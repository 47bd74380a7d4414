package org.eksrunbook.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Slows the guessing of passwords by address: from the tenth wrong one within a minute the address waits 5 s, then 10, 20
 * and at most 30. No name is ever locked. While an address waits, its passwords are not looked at, right or wrong.
 */
@Component
class PasswordAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int FREE = 9;
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Failures> addresses = new LinkedHashMap<>(16, 0.75f, true);

    PasswordAttempts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks a password unless the address has to wait. One check at a time an address: many guesses at once count like
     * as many one after the other.
     *
     * @throws PasswordWait where the address has to wait
     */
    boolean check(String address, BooleanSupplier isRight) {
        Failures failures = of(network(address));
        synchronized (failures) {
            failures.refuseWhileWaiting(clock.instant());
            boolean right = isRight.getAsBoolean();
            if (!right) {
                failures.add(clock.instant());
            }
            return right;
        }
    }

    private Failures of(String address) {
        synchronized (addresses) {
            if (addresses.size() >= MOST_ADDRESSES && !addresses.containsKey(address)) {
                addresses.remove(addresses.keySet().iterator().next());
            }
            return addresses.computeIfAbsent(address, unknown -> new Failures());
        }
    }

    /** One IPv6 customer has a /64 at least: its addresses count as one. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split(":", -1);
        StringBuilder network = new StringBuilder();
        for (int group = 0; group < Math.min(4, groups.length) && !groups[group].isEmpty(); group++) {
            network.append(groups[group]).append(':');
        }
        return network.isEmpty() ? address : network.toString();
    }

    private static final class Failures {

        private final Deque<Instant> moments = new ArrayDeque<>();
        private Instant waitsUntil = Instant.MIN;

        void refuseWhileWaiting(Instant now) {
            if (now.isBefore(waitsUntil)) {
                throw new PasswordWait(Duration.between(now, waitsUntil));
            }
        }

        void add(Instant now) {
            while (!moments.isEmpty() && moments.getFirst().isBefore(now.minus(WINDOW))) {
                moments.removeFirst();
            }
            moments.addLast(now);
            int beyond = moments.size() - FREE;
            if (beyond > 0) {
                Duration wait = Duration.ofSeconds(5L << Math.min(beyond - 1, 3));
                waitsUntil = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
            }
        }
    }
}
