/** Part 4 of the playbook, Recover: the delegates and user tasks of {@code bpmn/recover.bpmn}. */
@NullMarked
package org.eksrunbook.recover;

import org.jspecify.annotations.NullMarked;
