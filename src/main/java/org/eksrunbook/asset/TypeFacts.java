package org.eksrunbook.asset;

import org.springframework.stereotype.Component;

/** What is known of resource types, from {@code asset/type-facts.csv}. */
@Component
public class TypeFacts {

    /** The facts of a type; of an unknown one the cautious guess, {@code known} false. */
    public TypeFact of(String type) {
        throw new UnsupportedOperationException("follows");
    }
}
