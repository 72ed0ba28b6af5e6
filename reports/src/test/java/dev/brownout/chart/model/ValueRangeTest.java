package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.ValueRange;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ValueRangeTest {

    private static ValueRange range(ChartKind topic, String unit, List<Panel.PanelBound> bounds, double... values) {
        SeriesLine track = new SeriesLine("x", new double[values.length], values);
        Panel panel = new Panel(
                "",
                List.of("plain"),
                List.of(track),
                List.of(),
                List.of(),
                new EventRail(List.of(), List.of()),
                bounds);
        return drawing(topic, unit, panel).range();
    }

    private static ChartModel drawing(ChartKind topic, String unit, Panel panel) {
        return new ChartModel("", "", "", topic, unit, false, 10, 0, List.of(), -1, List.of(panel));
    }

    @Test
    void latencyIsLogarithmicBeyondTwoDecades() {
        assertThat(range(ChartKind.LATENCY, "ns", List.of(), 1e6, 90e6).logarithmic())
                .isFalse();
        assertThat(range(ChartKind.LATENCY, "ns", List.of(), 1e6, 101e6).logarithmic())
                .isTrue();
    }

    @Test
    void aNarrowLogarithmicAxisSpansADecade() {
        ValueRange range = ValueRange.of("ns", false, true, 8e6, 8e6, 9e6);
        assertThat(range.logarithmic()).isTrue();
        assertThat(range.to() / range.from()).isCloseTo(10, within(1e-9));
        assertThat(range.ticks(8)).hasSize(3);
        assertThat(ValueRange.of("1", false, true, 1, 1, 9).logarithmic()).isFalse();
    }

    @Test
    void fittedAxisHasTheValuesAndANearBound() {
        ValueRange values = ValueRange.fitted("ns", DoubleStream.of(90e6, Double.NaN, 100e6), 150e6);
        assertThat(values.from()).isBetween(89e6, 90e6);
        assertThat(values.to()).isBetween(100e6, 101e6);
        assertThat(ValueRange.fitted("ns", DoubleStream.of(90e6, 100e6), 125e6).to())
                .isBetween(125e6, 130e6);
        assertThat(ValueRange.fitted("ns", DoubleStream.of(90e6), 300e6).to()).isGreaterThan(300e6);
        assertThat(ValueRange.fitted("1", DoubleStream.of(0)).share(0)).isEqualTo(0.5);
        assertThat(ValueRange.fitted("1", DoubleStream.empty()).to()).isGreaterThan(1);
    }

    @Test
    void agesAndLagsBeginAtZero() {
        assertThat(range(ChartKind.SPAN, "ns", List.of(), 1e4, 1e6, 101e6).from())
                .isZero();
        assertThat(range(ChartKind.AGE, "ns", List.of(), 0, 1e6, 101e6).from()).isZero();
        assertThat(range(ChartKind.AGE, "ns", List.of(), 0, 1e6, 101e6).logarithmic())
                .isFalse();
    }

    @Test
    void zerosHaveAPlaceBelowTheBreakOfALogarithmicAxis() {
        ValueRange range = range(ChartKind.LATENCY, "ns", List.of(), 0, 1e6, 1000e6);
        assertThat(range.zero()).isLessThan(range.from()).isGreaterThan(range.lowest());
        assertThat(range.position(0)).isEqualTo(range.zero());
        assertThat(range.share(0)).isCloseTo(0.03, within(1e-9));
        assertThat(range.share(range.from())).isCloseTo(0.1, within(1e-9));
        assertThat(range.share(range.to())).isCloseTo(1, within(1e-9));
        assertThat(range.ticks(6).get(0)).isEqualTo(new AxisScale.Tick(range.zero(), "0"));
        assertThat(range(ChartKind.LATENCY, "ns", List.of(), 1, 1e6, 1000e6).zero())
                .isNaN();
    }

    @Test
    void aBoundNearTheDataIsOnTheAxis() {
        List<Panel.PanelBound> near = List.of(new Panel.PanelBound("b", -1, true, 150e6, 0, 1));
        List<Panel.PanelBound> far = List.of(new Panel.PanelBound("b", -1, true, 5e9, 0, 1));
        assertThat(range(ChartKind.LATENCY, "ns", near, 60e6, 90e6).to()).isGreaterThan(150e6);
        assertThat(range(ChartKind.LATENCY, "ns", far, 60e6, 90e6).to()).isLessThan(100e6);
    }

    @Test
    void availabilityAxisZoomsInWithoutHidingData() {
        assertThat(range(ChartKind.AVAILABILITY, "ratio", List.of(), 0.9995, 1).from())
                .isEqualTo(0.999);
        assertThat(range(ChartKind.AVAILABILITY, "ratio", List.of(), 0.51, 1).from())
                .isEqualTo(0.5);
        assertThat(range(ChartKind.AVAILABILITY, "ratio", List.of(), 0, 1).from())
                .isZero();
        assertThat(range(ChartKind.UTILIZATION, "ratio", List.of(), 0.95, 1).from())
                .isZero();
    }

    @Test
    void noDataStillHasAnAxis() {
        ValueRange range = range(ChartKind.LEVEL, "1", List.of(), Double.NaN);
        assertThat(range.from()).isZero();
        assertThat(range.to()).isGreaterThan(0);
    }
}
