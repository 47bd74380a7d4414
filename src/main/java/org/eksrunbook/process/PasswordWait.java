package org.eksrunbook.process;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords came from this address: it waits. */
class PasswordWait extends AuthenticationException {

    private final long seconds;

    PasswordWait(Duration wait) {
        super("Too many wrong passwords from this address: wait");
        this.seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    }

    long seconds() {
        return seconds;
    }
}
