/** Part 3 of the playbook, Eradicate: the delegates and user tasks of {@code bpmn/eradicate.bpmn}. */
@NullMarked
package org.eksrunbook.eradicate;

import org.jspecify.annotations.NullMarked;
