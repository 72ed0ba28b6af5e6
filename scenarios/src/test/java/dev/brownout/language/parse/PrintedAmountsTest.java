package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts can be written as reports print them. */
class PrintedAmountsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    4,799 | 4799
                    1,234,567.5 | 1234567.5
                    20 ms | 20ms
                    50 % | 50%
                    1,000/s | 1000/s
                    1,000 /s | 1000/s
                    1,000 req/s | 1000/s
                    1.5 kB | 1.5kB
                    0:30 | 30s
                    2:05 | 125s
                    1:04:02 | 3842s
                    3 min 40 s | 3m40s
                    1h 5m | 1h5m
                    5min | 5m
                    60/min | 60/min
                    """)
    void printedAmountsEqualTypedOnes(String printed, String typed) {
        assertThat(UnitParser.read(printed)).isEqualTo(UnitParser.read(typed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    page.p99 < 1,000 ms during f | page.p99 < 1000ms   during f
                    page.p99 < 20 ms after 2:05 | page.p99 < 20ms  after 125s
                    crash web/1 for 30 s as m | crash web/1 for 30s  as m
                    web.queue < 5 during m | web.queue < 5 during m
                    zipf(1,100) | zipf(1,100)
                    web/1 ~ web/2 | web/1 ~ web/2
                    """)
    void replacementsKeepTheLength(String text, String padded) {
        assertThat(PrintedAmounts.padded(text)).isEqualTo(padded).hasSameSizeAs(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    page.p99 < 1,500 ms | 1500000000
                    availability >= 99.9 % | 0.999
                    page.throughput > 1,000 req/s | 1000
                    """)
    void relationsAcceptPrintedAmounts(String relation, BigDecimal bound) {
        assertThat(RelationParser.relation(relation).bound().value()).isEqualTo(bound.doubleValue());
    }
}
