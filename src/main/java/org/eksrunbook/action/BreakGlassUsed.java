package org.eksrunbook.action;

import org.eksrunbook.incident.IncidentId;

/** Published when a plan was approved by break-glass; whoever tells the approvers listens. */
public record BreakGlassUsed(IncidentId incident, String plan, String user, String reason) {}
