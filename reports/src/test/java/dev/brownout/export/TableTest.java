package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = new Table(
            Map.of("experiment", "sweep"),
            List.of("load", "p99 [ns]", "held"),
            List.of(List.of("100/s", 1.5, true), Arrays.asList("a, b", Double.NaN, null)));

    @Test
    void csvQuotesCommasAndLeavesNoDataEmpty() {
        assertThat(new String(TABLE.csv(), StandardCharsets.UTF_8)).isEqualTo("""
                load,p99 [ns],held
                100/s,1.5,true
                "a, b",,
                """);
    }

    @Test
    void jsonHasTheFactsAndAnObjectForEachRow() {
        assertThat(new String(TABLE.json(), StandardCharsets.UTF_8).replaceAll("\\s+", ""))
                .isEqualTo("{\"experiment\":\"sweep\",\"rows\":[{\"held\":true,\"load\":\"100/s\",\"p99[ns]\":1.5},"
                        + "{\"held\":null,\"load\":\"a,b\",\"p99[ns]\":null}]}");
    }
}
