package dev.brownout.cli;

import dev.brownout.experiment.Interval;
import dev.brownout.experiment.Judgement;
import dev.brownout.experiment.Summary;
import dev.brownout.export.Table;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.terminal.TextTable;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what the replications of some variants showed. */
final class ReplicateText {
    private final ScenarioFile file;
    private final List<Summary> summaries;
    private final double confidence;

    ReplicateText(ScenarioFile file, List<Summary> summaries, double confidence) {
        this.file = file;
        this.summaries = summaries;
        this.confidence = confidence;
    }

    /**
     * For people, the finding first.
     *
     * @param reservation what else must be said; empty for nothing
     */
    List<String> lines(String reservation, List<String> written) {
        int times = summaries.get(0).size();
        List<String> lines = new ArrayList<>(LineWrap.wrap(file.title(), ""));
        lines.addAll(LineWrap.wrap(finding(times) + (reservation.isEmpty() ? "" : "; " + reservation), ""));
        for (Summary summary : summaries) {
            lines.add("");
            lines.add(summary.name());
            lines.addAll(verdicts(summary));
            lines.addAll(numbers(summary));
        }
        lines.add("");
        lines.addAll(LineWrap.wrap(
                "± is the half width of Student's interval, which covers the mean of endlessly many replications in "
                        + Quantity.percent(confidence)
                        + " of all experiments; where it would reach beyond what such a number can be, both its ends"
                        + " are told. An assertion holds if the whole interval does; the last column counts the"
                        + " replications that held it.",
                ""));
        lines.addAll(LineWrap.wrap(Percentiles.note(withoutData()), ""));
        written.forEach(path -> lines.add("wrote " + path));
        return lines;
    }

    private String finding(int times) {
        List<Judgement> all = summaries.stream()
                .flatMap(s -> s.sla(confidence).values().stream())
                .toList();
        long undecided =
                all.stream().filter(j -> j.verdict() == Verdict.UNDECIDED).count();
        long other = all.stream().filter(j -> !j.asExpected()).count() - undecided;
        String sure = ", with " + Quantity.percent(confidence) + " confidence in each";
        String after = " (" + times + (times == 1 ? " replication)" : " replications)");
        if (all.isEmpty()) {
            return "Nothing is asserted" + after;
        }
        if (other > 0) {
            return other + " of " + all.size() + " assertions did not come out as they should" + sure + after;
        }
        if (undecided > 0) {
            return undecided + " of " + all.size() + " assertions cannot be decided by " + times
                    + " replications: the bound lies within the interval";
        }
        boolean broken = all.stream().anyMatch(j -> j.together().breaks());
        return (broken ? "Every assertion came out as it should" : "Every assertion holds") + sure + after;
    }

    private List<String> verdicts(Summary summary) {
        List<List<String>> rows = new ArrayList<>();
        summary.sla(confidence).forEach((name, judgement) -> {
            SlaResult one = judgement.together();
            rows.add(List.of(
                    summary.complete() ? Verdicts.words(one) : "ended early",
                    name + ": " + one.expression(),
                    around(judgement.value(), judgement.low(), judgement.high(), one.unit()),
                    judgement.held() + "/" + judgement.each().size()));
        });
        return TextTable.lines(rows, "lcrr", LineWrap.WIDTH);
    }

    private List<String> numbers(Summary summary) {
        List<List<String>> rows = new ArrayList<>();
        summary.units().forEach((name, unit) -> {
            Interval interval = summary.sample(name).interval(confidence, unit);
            rows.add(List.of(name, around(interval.mean(), interval.low(), interval.high(), unit)));
        });
        return TextTable.lines(rows, "cr", LineWrap.WIDTH);
    }

    private Set<String> withoutData() {
        Set<String> names = new LinkedHashSet<>();
        for (Summary summary : summaries) {
            summary.units().forEach((name, unit) -> {
                if (Double.isNaN(summary.sample(name).interval(confidence, unit).mean())) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    private String around(double mean, double low, double high, String unit) {
        return summaries.get(0).size() == 1 ? Quantity.of(mean, unit) : Quantity.interval(mean, low, high, unit);
    }

    /** For programs: a row for each assertion and number of each variant. */
    Table table() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", "replicate");
        facts.put("scenario", file.title());
        facts.put("digest", file.digest());
        facts.put("confidence", confidence);
        List<List<Object>> rows = new ArrayList<>();
        for (Summary summary : summaries) {
            int n = summary.size();
            summary.sla(confidence).forEach((name, j) -> {
                String verdict = j.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
                rows.add(List.of(
                        summary.name(), name, j.together().unit(), n, j.value(), j.low(), j.high(), verdict, j.held()));
            });
            summary.units().forEach((name, unit) -> {
                Interval i = summary.sample(name).interval(confidence, unit);
                rows.add(List.of(summary.name(), name, unit, n, i.mean(), i.low(), i.high(), "", ""));
            });
        }
        List<String> columns =
                List.of("variant", "number", "unit", "replications", "mean", "low", "high", "verdict", "held");
        return new Table(facts, columns, rows);
    }
}
