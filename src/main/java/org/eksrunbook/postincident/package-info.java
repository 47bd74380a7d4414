/** Part 5 of the playbook, Post-incident: the delegates and user tasks of {@code bpmn/post-incident.bpmn}. */
@NullMarked
package org.eksrunbook.postincident;

import org.jspecify.annotations.NullMarked;
