package dev.brownout.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Data for the script of a page. */
class ReportJsonTest {
    @Test
    void roundingMatchesExactDecimalRounding() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double any = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
            double middle = (10_000 + random.nextInt(90_000) + 0.5) / Math.pow(10, random.nextInt(20));
            for (double value : new double[] {any, middle, Math.nextUp(middle), Math.nextDown(middle)}) {
                assertThat(ReportJson.round(value))
                        .as(Double.toString(value))
                        .isEqualByComparingTo(new BigDecimal(value).round(new MathContext(5)));
            }
        }
    }

    @Test
    void columnsPrecedeTheirReferencesWithoutDuplicates() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("values", new double[] {1, Double.NaN, 0.123456});
        data.put("moments", new double[] {0, 1e7, 1.5e-9});
        data.put("again", new double[] {1, Double.NaN, 0.123456});
        data.put("words", "</script>");
        assertThat(ReportJson.text(data))
                .isEqualTo("{\"columns\":[[1,null,0.12346],[0,1E+7,1.5E-9]],"
                        + "\"values\":0,\"moments\":1,\"again\":0,\"words\":\"\\u003c/script>\"}");
    }
}
