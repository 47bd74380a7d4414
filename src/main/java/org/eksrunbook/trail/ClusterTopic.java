package org.eksrunbook.trail;

/** What can be known of a cluster, in pieces that are asked for, and may be refused, one by one. */
public enum ClusterTopic {
    CLUSTER("the cluster itself (role, audit logging, OIDC provider)"),
    NODE_GROUPS("the roles of its node groups"),
    FARGATE("the roles of its Fargate profiles"),
    ADDONS("the roles of its add-ons"),
    ACCESS("its access entries, that is who may reach it"),
    AUTH_MAP("its ConfigMap aws-auth, that is who else may reach it"),
    POD_IDENTITY("its Pod Identity associations"),
    WEB_IDENTITY("the roles that its service accounts can take by web identity"),
    NODES("the roles of its instances"),
    PODS("which pod runs as which service account and on which node");

    private final String words;

    ClusterTopic(String words) {
        this.words = words;
    }

    /** For people, to stand in a sentence. */
    public String words() {
        return words;
    }
}
