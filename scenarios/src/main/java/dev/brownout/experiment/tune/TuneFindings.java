package dev.brownout.experiment.tune;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the result of a tuning as sentences, the most important first. */
public final class TuneFindings {
    private final TuneResult result;

    private TuneFindings(TuneResult result) {
        this.result = result;
    }

    /** Returns the sentences about a result. */
    public static List<String> sentences(TuneResult result) {
        List<String> sentences = new ArrayList<>(withoutRegions(result));
        result.regions().forEach(region -> sentences.add(region(region)));
        return sentences;
    }

    /** Returns the sentences about a result, without those about its regions. */
    public static List<String> withoutRegions(TuneResult result) {
        TuneFindings findings = new TuneFindings(result);
        List<String> sentences = new ArrayList<>(findings.recommendation());
        findings.influence().ifPresent(sentences::add);
        sentences.add(findings.runs());
        return sentences;
    }

    private List<String> recommendation() {
        List<String> sentences = new ArrayList<>();
        String confidence = QuantityFormat.percent(result.confidence());
        if (result.recommended().isEmpty()) {
            sentences.add("no tested design meets all assertions with " + confidence + " confidence");
            for (TunedDesign design : result.judged()) {
                sentences.add(verdict(design) + ": " + result.space().format(design.values()) + "; "
                        + assertions(design, true));
            }
            closest().ifPresent(sentences::add);
            return sentences;
        }
        TunedDesign best = result.recommended().get();
        sentences.add("recommended: " + result.space().format(best.values()));
        sentences.add("all assertions are met with " + confidence + " confidence, the closest with a margin of "
                + QuantityFormat.percent(best.margin()) + ": " + assertions(best, false));
        result.constantMetric()
                .ifPresent(metric ->
                        sentences.add(metric + " is the same in each design, so that the largest margin decides"));
        equalReplications(best).ifPresent(sentences::add);
        result.judged().stream()
                .filter(design -> !design.isMet())
                .forEach(design -> sentences.add(verdict(design) + ", although it seemed better in the search: "
                        + result.space().format(design.values()) + "; " + assertions(design, true)));
        return sentences;
    }

    /**
     * Returns the remark about assertions that measure the same value in every replication. Their intervals have no
     * width, although an outcome with a small probability may be missing. The exact upper limit of that probability
     * after n replications without the outcome is 1 - (1 - confidence)^(1/n) (Clopper and Pearson, Biometrika 26,
     * 1934).
     */
    private Optional<String> equalReplications(TunedDesign design) {
        List<String> names = design.assertions().entrySet().stream()
                .filter(entry -> entry.getValue().low() == entry.getValue().high())
                .map(Map.Entry::getKey)
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        double most = 1 - ElementaryFunctions.pow(1 - result.confidence(), 1.0 / design.replications());
        return Optional.of(String.join(", ", names) + ": equal in each of " + design.replications()
                + " replications; another value in up to " + QuantityFormat.share(most)
                + " of the runs is not excluded");
    }

    private Optional<String> closest() {
        return result.judged().isEmpty()
                ? result.screened().stream()
                        .reduce((a, b) -> b.margin() > a.margin() ? b : a)
                        .map(design -> "closest in the search: "
                                + result.space().format(design.values()) + ", without a verdict")
                : Optional.empty();
    }

    /** Returns the verdict on a design as a word. */
    public static String verdict(TunedDesign design) {
        return verdict(design.verdict());
    }

    private static String verdict(DesignVerdict verdict) {
        return switch (verdict) {
            case HOLDS -> "met";
            case UNDECIDED -> "undecided";
            case MISSED -> "violated";
        };
    }

    private static String assertions(TunedDesign design, boolean onlyOthers) {
        return design.assertions().entrySet().stream()
                .filter(entry -> !onlyOthers || entry.getValue().verdict() != Verdict.PASS)
                .map(TuneFindings::assertion)
                .collect(Collectors.joining("; "));
    }

    private static String assertion(Map.Entry<String, AssertionEstimate> entry) {
        return entry.getKey() + " (" + entry.getValue().combined().expression() + ") is " + estimate(entry.getValue());
    }

    /** Returns the mean of an assertion with its interval. */
    public static String estimate(AssertionEstimate estimate) {
        return QuantityFormat.interval(
                estimate.value(), estimate.low(), estimate.high(), MetricUnit.displayUnit(estimate.combined()));
    }

    private static String region(SettingRegion region) {
        String outside = outsideText(region);
        return "region of " + region.setting().path() + ": " + metText(region)
                + (outside.isEmpty() ? "" : "; " + outside);
    }

    /** Returns the values of a region in words. */
    public static String metText(SettingRegion region) {
        if (!region.setting().isOrdered()) {
            return region.metValues().stream().map(value -> value.text()).collect(Collectors.joining(", "));
        }
        return region.low().equals(region.high())
                ? region.low().text()
                : region.low().text() + " to " + region.high().text();
    }

    /** Returns the nearest tested values outside of a region, with their verdicts. */
    public static String outsideText(SettingRegion region) {
        return outsideText(region, design -> verdict(design) + " at ");
    }

    /** Returns the nearest tested values outside of a region, with a mark of each verdict. */
    public static String markedOutside(SettingRegion region) {
        return outsideText(region, design -> design.verdict() == DesignVerdict.MISSED ? "✗ " : "? ");
    }

    private static String outsideText(SettingRegion region, Function<TunedDesign, String> verdict) {
        boolean ordered = region.setting().isOrdered();
        if (ordered
                && region.low().equals(region.setting().low())
                && region.high().equals(region.setting().high())) {
            return "whole range";
        }
        if (region.tested().size() == 1) {
            return "other values not tested";
        }
        List<TunedDesign> others = ordered
                ? Stream.of(region.neighbourBelow(), region.neighbourAbove())
                        .flatMap(Optional::stream)
                        .toList()
                : region.otherDesigns();
        return others.stream()
                .map(design -> verdict.apply(design)
                        + design.values().get(region.index()).text())
                .collect(Collectors.joining(", "));
    }

    private Optional<String> influence() {
        if (result.effects().isEmpty()) {
            return Optional.empty();
        }
        if (result.effects().stream().allMatch(effect -> effect.importance() == 0)) {
            return Optional.of("no setting changes the margin in the sample of the ranking");
        }
        String name = result.method() == SensitivityMethod.MORRIS
                ? "mean effect on the margin (elementary effects)"
                : "total Sobol' index of the margin";
        return Optional.of(
                name + ": " + result.effects().stream().map(this::influence).collect(Collectors.joining(", ")));
    }

    private String influence(SettingEffect effect) {
        return effect.path() + " " + number(effect.importance()) + " ± " + number(effect.error());
    }

    /** Returns an influence as text, with two decimals. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private String runs() {
        TuneResult.RunUsage usage = result.usage();
        List<String> parts = new ArrayList<>();
        if (usage.sensitivity() > 0) {
            parts.add(QuantityFormat.count(usage.sensitivity()) + " ranking");
        }
        parts.add(QuantityFormat.count(usage.search()) + " search");
        parts.add(QuantityFormat.count(usage.verdicts()) + " verdict");
        parts.add(QuantityFormat.count(usage.region()) + " region");
        return QuantityFormat.count(usage.runs()) + " of " + QuantityFormat.count(usage.budget()) + " runs ("
                + String.join(", ", parts) + "); a sweep of the same settings has "
                + QuantityFormat.count(result.space().sweepDesigns()) + " designs and "
                + QuantityFormat.count(result.sweepRuns()) + " runs";
    }

    /** Returns an explanation of the verdicts. */
    public static String note(TuneResult result) {
        TuneResult.RunUsage usage = result.usage();
        return "the search uses replications 1 to " + usage.searchReplications() + " of each design, a verdict "
                + usage.replications() + " later ones. All verdicts and intervals together have "
                + QuantityFormat.percent(result.confidence()) + " confidence (Bonferroni correction over "
                + usage.possibleVerdicts() + " possible verdicts on designs). A region has the other settings at the"
                + " recommended values; its ends are tested, and values between tested ones are assumed to be met.";
    }
}
