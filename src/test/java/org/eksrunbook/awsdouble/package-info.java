/** AWS on the wire, as far as the runbook asks it: every request and answer fits the services' own models, and faults are put in front. */
@NullMarked
package org.eksrunbook.awsdouble;

import org.jspecify.annotations.NullMarked;
