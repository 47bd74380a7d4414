/** What must hold for every model, table and form, read from the files alone. */
@NullMarked
package org.eksrunbook.models;

import org.jspecify.annotations.NullMarked;
