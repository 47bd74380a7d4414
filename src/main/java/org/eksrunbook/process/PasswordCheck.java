package org.eksrunbook.process;

import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords without the engine's lock-out, which lets anyone lock anyone out for good by ten wrong passwords.
 * Guessing is slowed by address instead ({@link PasswordAttempts}). An unknown name takes as long as a known one.
 */
public class PasswordCheck extends DbIdentityServiceProvider {

    private static final UserEntity NOBODY = nobody();

    @Override
    public boolean checkPassword(@Nullable String userId, @Nullable String password) {
        if (userId == null || password == null) {
            return false;
        }
        UserEntity user = findUserById(userId);
        boolean right = matchPassword(password, user == null ? NOBODY : user);
        return user != null && right;
    }

    private static UserEntity nobody() {
        UserEntity user = new UserEntity();
        user.setSalt("bm9ib2R5IGF0IGFsbA==");
        user.setDbPassword("{SHA-512}nobody");
        return user;
    }
}
