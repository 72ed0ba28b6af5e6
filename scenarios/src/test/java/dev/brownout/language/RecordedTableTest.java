package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.random.KeyPopularity;
import dev.brownout.scenario.Scenario;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.TraceArrivals;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, sizes, times and rates from columns of recorded tables. */
class RecordedTableTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String BLOCKS = """
            version,time,op,size,lbn
            1,700,2a,512,b
            1,500,2a,1024,a
            1,900,28,512,b
            """;

    @TempDir
    private Path folder;

    private Scenario load(String file, byte[] content, String load, String key) throws Exception {
        Files.write(folder.resolve(file), content);
        Path scenario = Files.writeString(
                folder.resolve("scenario.yaml"), """
                version: 1
                scenario: recorded
                run: 10s
                load: LOAD
                components:
                  cache: { kind: cache, source: disk }
                  disk: { kind: database }
                requests:
                  get: { key: KEY, steps: [ { read: cache } ] }
                """.replace("LOAD", load).replace("KEY", key));
        return new Loader(parent -> Optional.empty())
                .load(scenario, Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
    }

    private KeyPopularity keys(String content, String key) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return load("17-blocks.csv", bytes, "10/s", key)
                .workload()
                .requests()
                .get("get")
                .key()
                .orElseThrow();
    }

    private LoadProfile profile(String content, String load) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return load("table.csv", bytes, load, "uniform(10)").workload().load().orElseThrow();
    }

    private static List<Integer> order(KeyPopularity keys) {
        return IntStream.range(0, 3)
                .map(i -> keys.order().orElseThrow().key(i))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trace(17-blocks.csv key=5 size=4 header=true)",
                "trace(17-blocks.csv key=lbn size=size)",
                "trace(17-blocks.csv size=SIZE key=LBN header=true separator=comma)"
            })
    void columnsAreNumbersOrNames(String key) throws Exception {
        KeyPopularity keys = keys(BLOCKS, key);
        assertThat(order(keys)).containsExactly(2, 1, 2);
        assertThat(keys.sizes()).isPresent();
    }

    @Test
    void rowsAreInTheOrderOfTheirTimes() throws Exception {
        assertThat(order(keys(BLOCKS, "trace(17-blocks.csv key=lbn time=time)")))
                .containsExactly(1, 2, 2);
    }

    @Test
    void separatorsAndQuotesAreThoseOfTheFile() throws Exception {
        String quoted = BLOCKS.replace(",b", ",\"x, \"\"y\"\"\"");
        assertThat(order(keys(quoted, "trace(17-blocks.csv key=lbn)"))).containsExactly(2, 1, 2);
        for (String separator : new String[] {";", "\t", "|"}) {
            String text = BLOCKS.replace(",", separator);
            assertThat(order(keys(text, "trace(17-blocks.csv key=lbn)"))).containsExactly(2, 1, 2);
        }
        String spaces = BLOCKS.replace(",", "   ");
        assertThat(order(keys(spaces, "trace(17-blocks.csv key=lbn separator=space)")))
                .containsExactly(2, 1, 2);
    }

    @Test
    void compressedFilesAreRead() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(BLOCKS.getBytes(StandardCharsets.UTF_8));
        }
        Scenario scenario = load("blocks.csv.gz", out.toByteArray(), "10/s", "trace(blocks.csv.gz key=lbn)");
        assertThat(order(scenario.workload().requests().get("get").key().orElseThrow()))
                .containsExactly(2, 1, 2);
        byte[] half = java.util.Arrays.copyOf(out.toByteArray(), out.size() / 2);
        assertThatThrownBy(() -> load("half.csv.gz", half, "10/s", "trace(half.csv.gz key=lbn)"))
                .hasMessageContaining("its compressed content is damaged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ts,user!1700000000.5,a!1700000000,b!1700000002,c          | trace(table.csv time=ts)
            ts,user!1700000000500,a!1700000000000,b!1700000002000,c   | trace(table.csv time=1)
            500ms,a!0ms,b!2s,c                                        | trace(table.csv time=1)
            a,7.5e5!b,250000!c,2.25e6                                 | trace(table.csv time=2 unit=1us)
            '2026-03-01T12:00:00.500Z!2026-03-01T13:00:00+01:00!2026-03-01 12:00:02' | trace(table.csv header=false)
            """)
    void arrivalsCountFromTheEarliest(String lines, String load) throws Exception {
        TraceArrivals arrivals = (TraceArrivals) profile(lines.replace('!', '\n'), load);
        assertThat(IntStream.range(0, 3).mapToLong(arrivals::instantOf)).containsExactly(0L, SECOND / 2, 2 * SECOND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0,100!60,200!180,0                                            | rates(table.csv)
            time;rps!0;100!60;200!90;!120;NaN!180;0                       | rates(table.csv)
            rate,job,time!100,a,0!200,b,60!0,c,180                        | rates(table.csv time=time rate=rate)
            0,6000!1,12000!3,0                                            | rates(table.csv unit=1m per=1m)
            0,6k/min!1m,200/s!3m,0/s                                      | rates(table.csv)
            2026-02-28 23:59:00,100!2026-03-01 00:00:00,200!2026-03-01T00:02:00Z,0 | rates(table.csv)
            1700000000,1e2!1700000060,2e2!1700000180,0                    | rates(table.csv header=false)
            """)
    void ratesAreConnected(String lines, String load) throws Exception {
        LoadProfile rates = profile(lines.replace('!', '\n'), load);
        assertThat(rates.ratePerSecond(30 * SECOND)).isCloseTo(150, within(1e-9));
        assertThat(rates.ratePerSecond(120 * SECOND)).isCloseTo(100, within(1e-9));
        assertThat(rates.expected(0, 300 * SECOND)).isCloseTo(9000 + 12_000, within(1e-6));
    }

    @Test
    void stepsHoldUntilTheNextTime() throws Exception {
        LoadProfile rates = profile("0,100\n60,200\n180,0\n", "rates(table.csv interpolation=steps)");
        assertThat(rates.expected(0, 300 * SECOND)).isCloseTo(6000 + 24_000, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0,1!5,2!5,3 | rates(table.csv) | `line 3 of the file: '5' is not later than`
            0,1!5 | rates(table.csv) | `line 2 of the file, '5', has the wrong number of columns: 1 instead of 2`
            0!5 | rates(table.csv) | `line 1 of the file, '0', has no column 2`
            0,-1 | rates(table.csv) | `line 1 of the file: '-1' is no rate from 0/s to 1G/s`
            0,3ms | rates(table.csv) | `line 1 of the file: '3ms' is a duration`
            ts,value!0,1 | rates(table.csv time=tz) | `unknown column of the file 'tz'`
            ts,value!0,1 | rates(table.csv time=ts rate=ts) | time and rate are both column 1
            ts,value!0,1 | rates(table.csv time=ts header=false) | a column has a name in the header, but header=false
            ts,value | rates(table.csv time=ts) | the file has no line below its header
            0,null | rates(table.csv) | the file has no rate in column 2
            2026-02-30,1 | rates(table.csv) | is no date from 1970-01-01
            0,1!1,"2 | rates(table.csv) | `line 2 of the file, '1,"2', has a quote that is not closed`
            0,1!1,2,3 | rates(table.csv) | `'1,2,3', has the wrong number of columns: 3 instead of 2`
            0,1 | rates(table.csv interpolation=spline) | `unknown interpolation 'spline'`
            0,1 | rates(table.csv unit=0s) | unit must be more than 0s
            5,a!7,b | trace(table.csv time=1) | `'5' has no unit; write it as unit=1s`
            5s,a!7s,b | trace(table.csv) | has several columns; write the one of the times, such as time=2
            """)
    void errorsNameTheChange(String lines, String load, String text) {
        assertThatThrownBy(() -> profile(lines.replace('!', '\n'), load))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining(text);
    }

    @Test
    void tablesOfKeysNeedTheirColumn() {
        assertThatThrownBy(() -> keys(BLOCKS, "trace(17-blocks.csv)"))
                .hasMessageContaining("has several columns; write the one of the keys, such as key=2 header=true")
                .hasMessageContaining("version, time, op, size, lbn");
        assertThatThrownBy(() -> keys(BLOCKS, "trace(17-blocks.csv size=4)"))
                .hasMessageContaining("looks like a header; write header=true");
    }
}
