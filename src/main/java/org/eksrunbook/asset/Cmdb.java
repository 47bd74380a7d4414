package org.eksrunbook.asset;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;

/** The organisation's register of applications and what they consist of. Its text is data of others: never trusted, always escaped. */
public interface Cmdb {

    /** The entry of a resource, whatever it is called by (id, name, ARN). Empty where none fits, or several of different applications do. */
    Optional<CmdbEntry> find(ResourceRef resource);

    /** The entries of an application, by type and id. */
    List<CmdbEntry> entries(String application);

    /** The applications, by name. */
    List<CmdbApplication> applications();

    Optional<CmdbApplication> application(String name);

    /**
     * Records what became of a resource.
     *
     * @param status for instance {@code isolated}, {@code destroyed}, {@code restored}, {@code replaced by …}
     * @param expectedVersion the version that the decision was made on
     * @return the entry with its new version
     * @throws org.eksrunbook.incident.Conflict where the entry was changed meanwhile or is not there
     */
    CmdbEntry recordStatus(CmdbEntry entry, String status, long expectedVersion, IncidentId incident);

    /** Enters a resource that was not there before, one that replaces another for instance. Entering the same again changes nothing. */
    CmdbEntry enter(CmdbEntry entry, IncidentId incident);

    /** Attaches an artefact to an application's entry; doing it twice changes nothing. */
    void attach(String application, IncidentId incident, String sha256, String title);

    /** Attaches an artefact to this response process's own entry (playbook, Part 5; correction 3). */
    void attachToProcess(IncidentId incident, String sha256, String title);

    /** What is attached to an application's entry. */
    List<CmdbAttachment> attachments(String application);

    /** What is attached to this response process's own entry. */
    List<CmdbAttachment> processAttachments();
}
