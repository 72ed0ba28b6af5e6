package dev.brownout.experiment.tune;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.experiment.EffectBars;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import dev.brownout.chart.experiment.PlotAxis;
import dev.brownout.chart.experiment.PlotMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import dev.brownout.chart.experiment.PlotModel;
import dev.brownout.chart.experiment.PlotPanel;
import dev.brownout.chart.experiment.PlotSymbol;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.tune.TunedDesign.AssertionMargin;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Charts of a tuning: the region of the two most influential settings, the influence of each setting, and the margins
 * of the assertions over the tested values of each setting.
 */
public final class TuneCharts {
    private static final int TICKS = 4;
    private static final int MOST_CURVES = 4;

    private final TuneResult result;

    private TuneCharts(TuneResult result) {
        this.result = result;
    }

    /** Returns all charts, not yet rendered. */
    public static List<Chart> charts(TuneResult result) {
        TuneCharts charts = new TuneCharts(result);
        List<Chart> all = new ArrayList<>();
        if (result.space().size() > 1) {
            all.add(charts.scatter());
        }
        if (!result.effects().isEmpty()) {
            all.add(charts.influence());
        }
        result.regions().stream()
                .filter(region ->
                        region.setting().isOrdered() && region.tested().size() > 1)
                .forEach(region -> all.add(charts.marginChart(region)));
        return all;
    }

    private Chart scatter() {
        List<TunedSetting> settings = result.space().settings();
        List<String> paths = result.effects().isEmpty()
                ? settings.stream().map(TunedSetting::path).toList()
                : result.effects().stream().map(effect -> effect.path()).toList();
        int across = index(paths.get(0));
        int up = index(paths.get(1));
        List<PlotMark> marks = new ArrayList<>();
        result.screened()
                .forEach(design -> marks.add((design.margin() >= 0 ? PointStyle.GOOD : PointStyle.BAD)
                        .at(position(design.values(), across), position(design.values(), up), "")));
        Map<PlotMark, String> meanings = new LinkedHashMap<>();
        meanings.put(PointStyle.GOOD.at(0, 0, ""), "met in the search");
        meanings.put(PointStyle.BAD.at(0, 0, ""), "violated in the search");
        result.recommended().ifPresent(best -> {
            marks.addAll(region(best, across, up));
            meanings.put(marks.get(marks.size() - 1), "recommended, with its region");
        });
        String none = "No tested design meets all assertions";
        String title = result.recommended()
                .map(best -> TitleText.fitting(
                        "Recommended: " + value(best, across) + " and " + value(best, up), "Recommended values"))
                .orElse(none);
        return new PlotModel(
                        "tune-region",
                        title,
                        result.file().title() + " · designs of the search without verdicts; the region has verdicts",
                        meanings,
                        new PlotPanel(axis(settings.get(across)), axis(settings.get(up)), marks))
                .chart();
    }

    private int index(String path) {
        List<String> paths =
                result.space().settings().stream().map(TunedSetting::path).toList();
        return paths.indexOf(path);
    }

    private double position(List<Value> design, int setting) {
        return result.space().settings().get(setting).position(design.get(setting));
    }

    private String value(TunedDesign design, int setting) {
        return result.space().settings().get(setting).path() + " "
                + design.values().get(setting).text();
    }

    private List<PlotMark> region(TunedDesign best, int across, int up) {
        double x = position(best.values(), across);
        double y = position(best.values(), up);
        double[] horizontal = ends(across, x);
        double[] vertical = ends(up, y);
        return List.of(
                new IntervalMark(horizontal[0], y, horizontal[1], y, Palette.INK),
                new IntervalMark(x, vertical[0], x, vertical[1], Palette.INK),
                new PointMark(x, y, PlotSymbol.RING, null, ""));
    }

    private double[] ends(int setting, double otherwise) {
        Optional<SettingRegion> region = result.regions().stream()
                .filter(one -> one.index() == setting && one.setting().isOrdered())
                .findFirst();
        return region.map(one -> new double[] {
                    one.setting().position(one.low()), one.setting().position(one.high())
                })
                .orElse(new double[] {otherwise, otherwise});
    }

    private static PlotAxis axis(TunedSetting setting) {
        List<Value> values = new ArrayList<>();
        if (setting.scale() == TunedSetting.Scale.LISTED) {
            values.addAll(setting.variation().values());
        } else {
            for (int i = 0; i <= TICKS; i++) {
                values.add(setting.value((double) i / TICKS));
            }
        }
        return PlotAxis.positions(
                setting.path(),
                1,
                values.stream()
                        .distinct()
                        .map(value -> new AxisScale.Tick(setting.position(value), value.text()))
                        .toList());
    }

    private Chart influence() {
        boolean morris = result.method() == SensitivityMethod.MORRIS;
        return new EffectBars(
                        "tune-influence",
                        TitleText.fitting(
                                result.effects().get(0).path() + " has the largest influence on the margin",
                                "Influence of the settings on the margin"),
                        result.file().title() + " · "
                                + QuantityFormat.count(result.usage().sensitivity()) + " runs, with standard errors",
                        morris ? "mean absolute elementary effect" : "total Sobol' index",
                        "1",
                        result.effects().stream()
                                .map(effect ->
                                        EffectBars.Bar.withError(effect.path(), effect.importance(), effect.error()))
                                .toList())
                .chart();
    }

    /** Returns the chart of the margins of the closest assertions over the tested values of a setting. */
    private Chart marginChart(SettingRegion region) {
        List<Value> values = region.tested().stream()
                .map(design -> design.values().get(region.index()))
                .toList();
        List<String> assertions = closest(region);
        boolean some = assertions.size() < region.tested().get(0).assertions().size();
        String path = region.setting().path();
        return new LineChart(
                        Slug.text("tune-" + path, "tune"),
                        TitleText.fitting(path + ": met with " + TuneFindings.metText(region), "Region of " + path),
                        result.file().title() + " · other settings as recommended · simultaneous "
                                + QuantityFormat.percent(result.confidence()) + " intervals"
                                + (some ? " · the " + MOST_CURVES + " closest assertions" : ""),
                        new SettingAxis(
                                path,
                                values.stream().map(Value::text).toList(),
                                values.stream().map(region.setting()::position).toList()),
                        "margin to the bound",
                        "ratio",
                        false,
                        assertions.stream().map(name -> curve(region, name)).toList(),
                        List.of(new LimitLine("met above, violated below", 0)))
                .chart();
    }

    /** Returns the assertions with the smallest margins at any tested value, in the order of the file. */
    private static List<String> closest(SettingRegion region) {
        List<String> names = List.copyOf(region.tested().get(0).assertions().keySet());
        return names.stream()
                .sorted(Comparator.comparingDouble(name -> region.tested().stream()
                        .mapToDouble(design -> design.margin(name).mean())
                        .min()
                        .orElse(1)))
                .limit(MOST_CURVES)
                .sorted(Comparator.comparingInt(names::indexOf))
                .toList();
    }

    private static Curve curve(SettingRegion region, String assertion) {
        List<AssertionMargin> margins =
                region.tested().stream().map(design -> design.margin(assertion)).toList();
        return new Curve(
                assertion,
                margins.stream().map(AssertionMargin::mean).toList(),
                margins.stream().map(AssertionMargin::low).toList(),
                margins.stream().map(AssertionMargin::high).toList());
    }
}
