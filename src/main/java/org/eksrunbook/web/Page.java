package org.eksrunbook.web;

import java.util.List;

/**
 * One page of a list, in the shape that every list of the API has.
 *
 * @param page counts from 0
 * @param size rows a page has at most
 * @param total rows of the whole list
 */
record Page<T>(List<T> items, int page, int size, long total) {

    Page {
        items = List.copyOf(items);
    }

    static <T> Page<T> of(List<T> all, Paging paging) {
        int from = (int) Math.min(paging.offset(), all.size());
        int to = Math.min(from + paging.size(), all.size());
        return new Page<>(all.subList(from, to), paging.page(), paging.size(), all.size());
    }
}
