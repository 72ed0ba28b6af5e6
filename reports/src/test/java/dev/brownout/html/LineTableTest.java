package dev.brownout.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Chart.Line;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Table;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table under a chart has the extremes and the last value of each line, with their times. */
class LineTableTest {
    private static Table table(Double... values) {
        List<Long> starts = LongStream.range(0, values.length)
                .mapToObj(second -> second * 1_000_000_000)
                .toList();
        Line line = new Line(0, "", "queue", "1", starts, List.of(values));
        return LineTable.table(new Chart("queue", "Queue", (g2, width, height) -> {}).with(List.of(line)));
    }

    private static String row(Table table) {
        List<Cell> cells = table.rows().get(0).cells();
        return String.join(
                " | ",
                cells.subList(1, cells.size()).stream()
                        .map(cell -> cell.text() + " " + cell.detail())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            5, 1, 9, 3, 4;  1 at 0:01 | 9 at 0:02 | 4 at 0:04
            1, 2, 3, 4, 5;  1 at 0:00 | 5 at 0:04 | 5 at 0:04
            5, 4, 3, 2, 1;  1 at 0:04 | 5 at 0:00 | 1 at 0:04
            7, 7, 7, 7, 7;  7 at 0:00 | 7 at 0:00 | 7 at 0:04
            NaN, 3, 2, 6, NaN; 2 at 0:02 | 6 at 0:03 | 6 at 0:03
            """)
    void extremesAndLastValue(String values, String row) {
        Double[] numbers =
                List.of(values.split(", ")).stream().map(Double::valueOf).toArray(Double[]::new);
        assertThat(row(table(numbers))).isEqualTo(row);
    }

    @Test
    void lineWithoutValuesHasNoRow() {
        assertThat(table(Double.NaN, Double.NaN).rows()).isEmpty();
    }
}
