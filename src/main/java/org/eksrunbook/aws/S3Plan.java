package org.eksrunbook.aws;

import java.util.function.Consumer;

/** Decides what of a level is listed next. */
@FunctionalInterface
interface S3Plan {

    /** @param leftOut receives folders that are not listed although they lie here */
    void next(S3Page page, Consumer<S3Branch> next, Consumer<String> leftOut);
}
