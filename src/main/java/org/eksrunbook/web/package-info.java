/** The case over HTTP, for programs ({@code /api}) and for people (pages). */
@NullMarked
package org.eksrunbook.web;

import org.jspecify.annotations.NullMarked;
