package org.eksrunbook.evidence;

/** Port: artefact stores that are no folder of this server. Implemented where their SDK may be known. */
public interface ArtefactStores {

    /**
     * Opens a store without asking it anything yet.
     *
     * @param location for example {@code s3://bucket/prefix}
     * @throws IllegalStateException where the location cannot be one
     */
    Artefacts at(String location);
}
