package dev.brownout.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final List<List<String>> ROWS =
            List.of(List.of("held", "a long assertion", "7 ms"), List.of("", "b", "12 ms"));

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(TextTable.lines(ROWS, "lcr", 80))
                .containsExactly("  held  a long assertion   7 ms", "        b                 12 ms");
    }

    @Test
    void aColumnThatMayBeCutMakesRoom() {
        assertThat(TextTable.lines(ROWS, "lcr", 27))
                .containsExactly("  held  a long asse…   7 ms", "        b             12 ms");
        assertThat(TextTable.lines(ROWS, "lcr", 12)).allMatch(line -> line.length() <= 12);
    }
}
