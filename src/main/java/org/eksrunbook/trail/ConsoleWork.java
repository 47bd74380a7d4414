package org.eksrunbook.trail;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a user's password: his sign-ins, the console's sessions that begin so, and the roles that they switch to. Not what a role or somebody
 * federated does whom the log calls alike, nor what the user's own keys do.
 *
 * @param passwordSet a session that began before is that of who had the password then
 */
record ConsoleWork(String account, String name, @Nullable Instant passwordSet) implements Suspect.Condition {

    /**
     * Tools that call with a key of the user's own. CloudShell has the console's, which a record may say
     * (CloudTrail record contents, {@code sessionCredentialFromConsole}).
     */
    private static final Pattern WITH_A_KEY =
            Pattern.compile("(?:aws-cli|aws-sdk-|Boto|APN/|HashiCorp)(?!.*exec-env/CloudShell).*", Pattern.DOTALL);

    @Override
    public boolean holds(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event == null) {
            return false;
        }
        // Where it switches to is logged in the other account, under the new role's name.
        return event.name().equals("SwitchRole")
                ? isUser(Json.text(event.additional(), "SwitchFrom"))
                : isUser(event.identity()) && isInConsole(event);
    }

    /** A sign-in that failed names no ARN. */
    private boolean isUser(Identity who) {
        return who.arn() == null
                ? who.type().equals("IAMUser") && account.equals(who.accountId()) && name.equals(who.userName())
                : isUser(who.arn());
    }

    private boolean isUser(@Nullable String arn) {
        return Arns.isUser(arn) && account.equals(Arns.account(arn)) && name.equals(Arns.name(arn));
    }

    private boolean isInConsole(EventRecord event) {
        String key = event.identity().accessKeyId();
        Instant began = event.identity().sessionBegan();
        boolean older = began != null && passwordSet != null && began.isBefore(passwordSet);
        boolean perhaps = key == null || key.startsWith("ASIA") && !isByKey(event);
        return !older && (perhaps || event.fromConsole() || event.name().equals("ConsoleLogin"));
    }

    /** Where the record does not say that it is the console's: by a tool, or by a service that a tool called; what the console has a service do bears the mark, too. */
    private static boolean isByKey(EventRecord event) {
        String service = event.identity().invokedBy();
        boolean byService =
                service != null && service.endsWith(".amazonaws.com") && !service.equals("signin.amazonaws.com");
        return byService
                || event.userAgent() != null
                        && WITH_A_KEY.matcher(event.userAgent()).matches();
    }
}
