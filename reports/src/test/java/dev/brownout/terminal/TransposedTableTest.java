package dev.brownout.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables of items side by side, as the width allows. */
class TransposedTableTest {
    /** Returns a table with a row for each name, with values and a bound, and a column for each item. */
    private static Table table(Column.Role role, List<String> names, List<String> items) {
        Table.Rows<String> rows = Table.of(names).text(Column.text("what").headed(""), name -> name);
        items.forEach(item -> rows.column(Column.of(role, item), name -> Cell.of("12 ms ✓")));
        return rows.text(Column.text("bound").headed(""), name -> "< 20 ms").table();
    }

    private static List<String> lines(List<String> names, List<String> items) {
        List<String> lines = TransposedTable.lines(table(Column.Role.NUMBER, names, items), names.size(), 80, false);
        assertThat(lines).allMatch(line -> DisplayWidth.width(line) <= 80);
        return lines;
    }

    @Test
    void fewItemsHaveAColumnEach() {
        assertThat(lines(List.of("fast", "quick even then"), List.of("one", "the other")))
                .containsExactly(
                        "                     one  the other",
                        "fast             12 ms ✓    12 ms ✓  < 20 ms",
                        "quick even then  12 ms ✓    12 ms ✓  < 20 ms");
    }

    @Test
    void boundsStandBeforeOutcomes() {
        Table outcomes = table(Column.Role.OUTCOME, List.of("fast", "quick even then"), List.of("one", "the other"));
        assertThat(TransposedTable.lines(outcomes, 2, 80, false))
                .containsExactly(
                        "                 bound    one      the other",
                        "fast             < 20 ms  12 ms ✓  12 ms ✓",
                        "quick even then  < 20 ms  12 ms ✓  12 ms ✓");
        assertThat(TransposedTable.lines(outcomes, 2, 43, false))
                .startsWith("                                   the", "                 bound    one      other");
    }

    /** The bound is narrower than its heading. */
    @Test
    void headingOfShortBoundsIsNotCut() {
        Table outcomes = Table.of(List.of("lost"))
                .text(Column.text("what").headed(""), name -> name)
                .column(Column.of(Column.Role.OUTCOME, "one"), name -> Cell.of("✓ 0"))
                .column(Column.of(Column.Role.OUTCOME, "two"), name -> Cell.of("✗ 2"))
                .text(Column.text("bound").headed(""), name -> "= 0")
                .table();
        assertThat(TransposedTable.lines(outcomes, 1, 80, false))
                .containsExactly("      bound  one  two", "lost  = 0    ✓ 0  ✗ 2");
    }

    @Test
    void manyItemsHaveARowEach() {
        List<String> items = List.of("as it is", "asked again after a while", "with a lease", "d", "e", "f", "g", "h");
        assertThat(lines(List.of("fast", "quick even then"), items))
                .hasSize(10)
                .startsWith(
                        "                              fast  quick even then",
                        "                           < 20 ms          < 20 ms",
                        "as it is                   12 ms ✓          12 ms ✓");
    }

    @Test
    void optionalColumnsAreDroppedForLongNames() {
        List<String> items = List.of("as it is", "asked again after a while", "with a lease", "d", "e", "f", "g", "h");
        List<String> names =
                List.of("page.availability", "page.p50", "page.p99", "all.cost", "web.utilization", "last");
        List<String> lines = TransposedTable.lines(table(Column.Role.NUMBER, names, items), 2, 80, false);
        assertThat(lines)
                .startsWith(
                        "                                  page.    page.    page.     all.         web.",
                        "                           availability      p50      p99     cost  utilization")
                .noneMatch(line -> line.contains("last"));
    }

    @Test
    void itemsThatFitNeitherWayAreNumbered() {
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "number" + i).toList();
        List<String> items = new ArrayList<>(
                IntStream.range(0, 11).mapToObj(i -> "thing " + i).toList());
        List<String> lines = lines(names, items);
        assertThat(lines)
                .startsWith("                1        2        3        4        5        6        7        8")
                .containsSequence("", "                9       10       11", "number0   12 ms ✓  12 ms ✓  12 ms ✓")
                .contains("1 = thing 0   2 = thing 1   3 = thing 2   4 = thing 3   5 = thing 4");
        assertThat(String.join(" ", lines)).contains("11 = thing 10");
    }

    @Test
    void namesOfWideCharactersAreAligned() {
        assertThat(lines(List.of("빠르다", "fast"), List.of("한 대", "two")))
                .containsExactly(
                        "          한 대      two",
                        "빠르다  12 ms ✓  12 ms ✓  < 20 ms",
                        "fast    12 ms ✓  12 ms ✓  < 20 ms");
    }
}
