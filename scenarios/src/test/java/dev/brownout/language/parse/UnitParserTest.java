package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.diagnostic.ValueException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitParserTest {
    @ParameterizedTest
    @CsvSource({
        "250us, TIME, 250000",
        "250µs, TIME, 250000",
        "0.5ms, TIME, 500000",
        "4m10s, TIME, 250000000000",
        "1h30m, TIME, 5400000000000",
        "90d, TIME, 7776000000000000",
        "-50ms, TIME, -50000000",
        "+100ms, TIME, 100000000",
        "95%, RATIO, 0.95",
        "200ppm, RATIO, 0.0002",
        "500/s, RATE, 500",
        "30/min, RATE, 0.5",
        "2k/s, RATE, 2000",
        "64MB, SIZE, 64000000",
        "64MiB, SIZE, 67108864",
        "10kB, SIZE, 10000",
        "1Gbps, BANDWIDTH, 1000000000",
        "100MB/s, BANDWIDTH, 800000000",
        "100k, COUNT, 100000",
        "1.5, COUNT, 1.5",
        "$5, MONEY, 5",
        "$3.6/h, MONEY_RATE, 0.001",
    })
    void readsAmountsInTheirBaseUnits(String text, Dimension dimension, BigDecimal value) {
        Amount amount = UnitParser.read(text);
        assertThat(amount.dimension()).isEqualTo(dimension);
        assertThat(amount.value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1500ms, 1.5s",
        "90s, 90s",
        "120s, 2m",
        "3666666666.67ns, 3.66666666667s",
        "0.5us, 500ns",
        "1500MB, 1.5GB",
        "-50ms, -50ms",
        "7200s, 2h"
    })
    void amountsAreWrittenInTheirLargestUnit(String text, String written) {
        assertThat(UnitParser.write(UnitParser.read(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"250us", "4m10s", "95%", "0.1%", "500/s", "64MB", "64MiB", "1Gbps", "100k", "1.5", "$5", "0s", "-50ms"})
    void writtenAmountsReadBackUnchanged(String text) {
        Amount amount = UnitParser.read(text);
        Amount repeated = UnitParser.read(UnitParser.write(amount));
        assertThat(repeated.value()).isEqualByComparingTo(amount.value());
    }

    @ParameterizedTest
    @CsvSource({
        "5, TIME, '''5'' has no unit; did you mean ''5s''?'",
        "500, RATE, '''500'' has no unit; did you mean ''500/s''?'",
        "64, SIZE, '''64'' has no unit; did you mean ''64MB''?'",
        "5, MONEY, '''5'' has no unit; did you mean ''$5''?'",
        "30/fortnight, RATE, '''30/fortnight'' has an unknown unit ''/fortnight''; expected one of /s, /min, /h, /d'",
        "5seconds, TIME, '''5seconds'' has an unknown unit ''seconds''; did you mean ''5s''?'",
        "5%, TIME, '''5%'' is a percentage, not a duration such as 10ms'",
        "soon, TIME, '''soon'' is not a duration such as 10ms'",
        "10s4m, TIME, '''10s4m'' has an unknown unit ''s4m''; expected one of ns, us, µs, ms, s, m, h, d'",
    })
    void rejectsInvalidAmountsWithASuggestion(String text, Dimension dimension, String message) {
        assertThatThrownBy(() -> UnitParser.read(text, dimension)).hasMessage(message);
    }

    @Test
    void rejectsTooLongNumbers() {
        assertThatThrownBy(() -> UnitParser.read("9".repeat(1000) + "s")).isInstanceOf(ValueException.class);
    }
}
