/** The Kubernetes API of a cluster: the only importer of its client. Reads alone, and nothing depends on it. */
@NullMarked
package org.eksrunbook.kubernetes;

import org.jspecify.annotations.NullMarked;
