/** What it happened to: resource identity, the inventory, AWS Config history, backups, applications and their owners (CMDB). */
@NullMarked
package org.eksrunbook.asset;

import org.jspecify.annotations.NullMarked;
