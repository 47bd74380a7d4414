package org.eksrunbook.asset;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** An archive of logs knows of no backups: says so, instead of «there is none». */
@Component
class UnknownBackups implements Backups {

    @Override
    public Answer before(ResourceRef resource, Instant time) {
        return new Answer(
                false,
                List.of(),
                "Not known: this server reads logs and cannot ask AWS Backup. Look for a recovery point made before "
                        + time);
    }
}
