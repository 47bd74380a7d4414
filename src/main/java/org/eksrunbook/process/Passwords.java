package org.eksrunbook.process;

import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** HTTP Basic against the engine's users; the authorities are the groups as they are at this moment. */
@Component
class Passwords implements AuthenticationProvider {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

    private final IdentityService identities;
    private final PasswordAttempts attempts;

    Passwords(IdentityService identities, PasswordAttempts attempts) {
        this.identities = identities;
        this.attempts = attempts;
    }

    @Override
    public Authentication authenticate(Authentication given) throws AuthenticationException {
        String name = given.getName();
        String password = String.valueOf(given.getCredentials());
        String address = given.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "unknown";
        boolean right =
                attempts.check(address, () -> NAME.matcher(name).matches() && identities.checkPassword(name, password));
        if (!right) {
            throw new BadCredentialsException("Name or password is wrong");
        }
        return of(name, identities);
    }

    /** The authenticated person with the groups of this moment. */
    static Authentication of(String name, IdentityService identities) {
        List<SimpleGrantedAuthority> groups = identities.createGroupQuery().groupMember(name).list().stream()
                .map(Group::getId)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(name, null, groups);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
