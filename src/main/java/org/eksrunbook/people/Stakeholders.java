package org.eksrunbook.people;

import java.util.List;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Stakeholder;
import org.springframework.stereotype.Component;

/** Who is kept informed: those named at the start of the incident, else those of {@code runbook.stakeholders}. */
@Component
public class Stakeholders {

    private final PeopleSettings settings;

    Stakeholders(PeopleSettings settings) {
        this.settings = settings;
    }

    public List<Stakeholder> of(Incident incident) {
        return incident.stakeholders().isEmpty() ? settings.stakeholders() : incident.stakeholders();
    }

    /** The default of a start without {@code stakeholders}. */
    public List<Stakeholder> byDefault() {
        return settings.stakeholders();
    }
}
