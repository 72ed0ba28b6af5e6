package dev.brownout.chart.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlyphAdvancesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders-db",
                "primary since 00:00",
                "utilization 99.9 %",
                "WAVE, Ta. fi ffl [\\]^`{|}~",
                "süße Äpfel für 12 €",
                "Заказы и κατάλογος",
                "결제 서버",
                "支付 未知 \uD83D\uDE00"
            })
    void textsAreAsWideAsInCharts(String text) {
        for (int size : new int[] {11, 13, 40}) {
            assertThat(GlyphAdvances.regular(text, size))
                    .as("%d px", size)
                    .isEqualTo(TextLayout.width(text, Typeface.regular(size)));
            assertThat(GlyphAdvances.bold(text, size))
                    .as("%d px bold", size)
                    .isEqualTo(TextLayout.width(text, Typeface.bold(size)));
        }
    }
}
