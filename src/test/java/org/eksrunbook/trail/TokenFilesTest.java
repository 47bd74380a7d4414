package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenFilesTest {

    private static final int FILES = 300;

    @Test
    void eachTokenIsFoundInItsFilesAndInNoOthers() {
        Random random = new Random(5);
        TokenFiles one = new TokenFiles();
        TokenFiles other = new TokenFiles();
        List<Set<Integer>> expected = IntStream.range(0, 2000)
                .mapToObj(token -> (Set<Integer>) new TreeSet<Integer>())
                .toList();
        for (int file = 0; file < FILES; file++) {
            TokenFiles reader = file % 3 == 0 ? one : other;
            reader.in(file);
            for (int row = 0; row < 200; row++) {
                // Some stand nearly everywhere, some in one file.
                int token = random.nextInt(1 + random.nextInt(2000));
                reader.add(Token.hash("n" + token));
                expected.get(token).add(file);
            }
        }
        one.addAll(other);

        for (int token = 0; token < 2000; token++) {
            assertThat(holding(one, "n" + token)).isEqualTo(expected.get(token));
            assertThat(TokenFiles.holdsOne(new Wanted(List.of("n" + token)), one.encodedTokens()))
                    .isEqualTo(!expected.get(token).isEmpty());
        }
        assertThat(holding(one, "n1", "n7", "never"))
                .containsAll(expected.get(1))
                .containsAll(expected.get(7));
    }

    private static Set<Integer> holding(TokenFiles files, String... tokens) {
        return TokenFiles.holding(new Wanted(List.of(tokens)), files.encodedTokens(), files.encodedFiles()).stream()
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
