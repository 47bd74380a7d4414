package org.eksrunbook.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;

/** The engine's identity service, which does not tell a logged-in person whether a guess at another's password is right. */
class GuardedIdentityService extends IdentityServiceImpl {

    @Override
    public boolean checkPassword(String userId, String password) {
        Authentication person = getCurrentAuthentication();
        if (person != null && person.getUserId() != null && !person.getUserId().equals(userId)) {
            throw new AuthorizationException("Passwords are checked by logging in: /engine-rest with HTTP Basic");
        }
        return super.checkPassword(userId, password);
    }
}
