package org.eksrunbook.trail;

import java.util.List;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Service;

/** Queries for people whose logs are in another tool (Part 3, step 1; correction 19): Splunk, Sumo Logic, CloudWatch Logs Insights. */
@Service
public class ReadyQueries {

    private final Principals principals;

    ReadyQueries(Principals principals) {
        this.principals = principals;
    }

    /** One query a tool, for the principals known now and the windows of the scope. */
    public List<ReadyQuery> of(Incident incident) {
        principals.included(incident.id());
        throw new UnsupportedOperationException("follows in the next commit");
    }
}
