package org.eksrunbook.aws;

import java.util.List;
import org.eksrunbook.incident.Scope;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The regions in which an account can act: events lie in the region of the call, and global services' in one of them. */
@Component
@Lazy
class LookupRegions {

    private final LookupSettings settings;
    private final AccountClients clients;

    LookupRegions(LookupSettings settings, AccountClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    /** @throws WrongAccount where the account may not be read */
    List<String> of(Scope scope, String account) {
        if (!settings.regions().isEmpty()) {
            return settings.regions();
        }
        // Asked again each round: who took over an account may enable a region.
        return clients
                .of(scope, account, Region.of(scope.region()), Ec2Client.class, Ec2Client::builder)
                .describeRegions()
                .regions()
                .stream()
                .map(software.amazon.awssdk.services.ec2.model.Region::regionName)
                .sorted()
                .toList();
    }
}
